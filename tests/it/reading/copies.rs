//! The same article from several places tells its events once, with every place as a source.

use crate::repository::annals_ok;
use serde_json::Value;
use std::fs;

const STORY: &str = "The new ferry between Bergen and Stavanger was christened on 3 May 1911 by the mayor's daughter. \
On 9 June 1911 it sank off Haugesund after it had struck a rock, and eleven sailors drowned. An inquiry \
opened in Bergen on 2 October 1911. The captain, who had left the bridge to look at a chart, told the court \
that the light on the cape had been dark for a week. The company paid the widows in the spring of the next year.";

#[test]
fn events_of_copies_are_told_once_with_all_their_sources() {
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
    write("a.txt", STORY);
    write("b.html", &format!("<nav><a href='/'>Home</a></nav><article><p>{STORY}</p></article>"));
    write(
        "c.txt",
        &format!("From our own correspondent\n\n{}", STORY.replace("widows", "families")),
    );
    write(
        "d.txt",
        "The mill at Haugesund burnt down on 9 June 1911, and eleven workers lost their places.",
    );
    let folder = folder.path().display().to_string();
    let records = |command: &str| -> Vec<Value> {
        let lines = annals_ok(&[command, &folder, "--no-cache", "-q"]);
        lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let copies =
        records("documents").iter().map(|it| it["duplicate_of"].clone()).collect::<Vec<_>>();
    assert_eq!(copies, [Value::Null, "a.txt".into(), "a.txt".into(), Value::Null]);
    let told = |day: &str| -> Vec<Vec<String>> {
        let events = records("extract").into_iter().filter(|event| event["edtf"] == day);
        let doc = |source: &Value| source["doc"].as_str().unwrap().to_owned();
        events.map(|it| it["sources"].as_array().unwrap().iter().map(doc).collect()).collect()
    };
    assert_eq!(told("1911-05-03"), [["a.txt", "b.html", "c.txt"]]);
    assert_eq!(told("1911-10-02"), [["a.txt", "b.html", "c.txt"]]);
    assert!(told("1911-06-09").contains(&vec!["d.txt".to_owned()]));
}
