#!/usr/bin/env python3
"""Rebuilds assets/map/land.tsv, the outline of the world's land, from a registry package.

  script/map.py FOLDER

FOLDER keeps the package between runs; what it lacks is fetched by npm. A build never runs this: it reads the table alone.

  npm world-atlas   land of Natural Earth at 1:110m (public domain)
"""
import json, pathlib, subprocess, sys, tarfile

VERSION = '2.0.2'
TABLE = pathlib.Path(__file__).resolve().parent.parent / 'assets/map/land.tsv'
# Corners that stand off the line between their neighbours by less than this many degrees are left out.
TOLERANCE = 0.35
# Islands and lakes of fewer square degrees are left out.
LEAST_AREA = 0.6


def topology(folder):
    archive = folder / f'world-atlas-{VERSION}.tgz'
    if not archive.exists():
        subprocess.run(['npm', 'pack', '--silent', f'world-atlas@{VERSION}'], cwd=folder, check=True)
    with tarfile.open(archive) as tar:
        return json.load(tar.extractfile('package/land-110m.json'))


def arcs(world):
    """Each arc in degrees: TopoJSON keeps whole numbers, each as the step from the one before."""
    (scale_x, scale_y), (left, bottom) = world['transform']['scale'], world['transform']['translate']
    for arc in world['arcs']:
        x = y = 0
        points = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            points.append((x * scale_x + left, y * scale_y + bottom))
        yield points


def rings(world):
    """Every ring as a list of points; a negative arc is walked backwards."""
    known = list(arcs(world))
    for shape in world['objects']['land']['geometries']:
        polygons = shape['arcs'] if shape['type'] == 'MultiPolygon' else [shape['arcs']]
        for ring in (ring for polygon in polygons for ring in polygon):
            points = []
            for number in ring:
                arc = known[number] if 0 <= number else known[~number][::-1]
                points += arc[1:] if points else arc
            yield points


def area(ring):
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(ring, ring[1:] + ring[:1]))) / 2


def simplified(points):
    """Douglas and Peucker 1973."""
    if len(points) < 3:
        return points
    (ax, ay), (bx, by) = points[0], points[-1]
    length = ((bx - ax) ** 2 + (by - ay) ** 2) ** 0.5
    def off(point):
        if length == 0:
            return ((point[0] - ax) ** 2 + (point[1] - ay) ** 2) ** 0.5
        return abs((bx - ax) * (ay - point[1]) - (ax - point[0]) * (by - ay)) / length
    far = max(range(1, len(points) - 1), key=lambda i: off(points[i]))
    if off(points[far]) <= TOLERANCE:
        return [points[0], points[-1]]
    return simplified(points[:far + 1])[:-1] + simplified(points[far:])


def main():
    folder = pathlib.Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    lines = []
    for ring in rings(topology(folder)):
        kept = simplified(ring)
        if len(kept) > 3 and area(ring) >= LEAST_AREA:
            lines.append('\t'.join(f'{x:.1f},{y:.1f}' for x, y in kept[:-1]))
    TABLE.write_text('# rings of land and of lakes within it: longitude,latitude of each corner\n' + '\n'.join(lines) + '\n', encoding='utf8')
    print(len(lines), 'rings,', sum(line.count('\t') + 1 for line in lines), 'corners')


if __name__ == '__main__':
    main()
