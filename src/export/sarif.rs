//! The report as SARIF 2.1.0 (OASIS), for tools that gather findings of many checkers.
//!
//! A spreadsheet has cells, not lines, so a finding's place is the file with the cell as a
//! logical location: `Sheet1!D9`. Types are those parts of the standard that we say
//! something in; a validator has been run over the result.

use super::handbook::{RuleDoc, rule_docs};
use crate::report::{FileReport, FindingReport, PlaceReport, Report, Tool};
use crate::rule::Severity;
use serde::Serialize;
use serde_json::{Value, json};
use std::collections::HashMap;

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Log<'a> {
    #[serde(rename = "$schema")]
    schema: &'static str,
    version: &'static str,
    runs: [Run<'a>; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Run<'a> {
    tool: Value,
    language: &'static str,
    invocations: [Value; 1],
    artifacts: Vec<Value>,
    results: Vec<SarifResult<'a>>,
    properties: Value,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct SarifResult<'a> {
    rule_id: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rule_index: Option<usize>,
    level: &'static str,
    message: Text,
    locations: Vec<Location>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Location>,
    #[serde(skip_serializing_if = "Value::is_null")]
    properties: Value,
}

#[derive(Serialize)]
struct Text {
    text: String,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location {
    physical_location: PhysicalLocation,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    logical_locations: Vec<LogicalLocation>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct PhysicalLocation {
    artifact_location: ArtifactLocation,
}

#[derive(Serialize)]
struct ArtifactLocation {
    uri: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    index: Option<usize>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct LogicalLocation {
    name: String,
    fully_qualified_name: String,
    kind: &'static str,
}

/// The report as SARIF.
///
/// # Errors
/// If it can't be serialised.
pub fn sarif(report: &Report) -> Result<String, serde_json::Error> {
    let docs = rule_docs(None);
    let rules: HashMap<_, _> =
        docs.iter().enumerate().map(|(index, doc)| (doc.code.clone(), index)).collect();
    let mut results = Vec::new();
    let mut notes = Vec::new();
    for (index, file) in report.files.iter().enumerate() {
        let place = Place { rules: &rules, path: &file.path, index: Some(index), sheet: None };
        place.file(file, &mut results);
        notes.extend(file.not_checked.iter().map(|sentence| place.not_checked(sentence)));
    }
    let index_of: HashMap<_, _> =
        report.files.iter().enumerate().map(|(index, file)| (file.path.as_str(), index)).collect();
    for finding in &report.cross {
        let location = |place: &PlaceReport| {
            let at = Place {
                rules: &rules,
                path: &place.path,
                index: index_of.get(place.path.as_str()).copied(),
                sheet: Some(&place.sheet),
            };
            at.location(Some(&place.cell))
        };
        let mut locations = finding.places.iter().map(location);
        let first = locations.next();
        results.push(SarifResult {
            rule_id: finding.code,
            rule_index: rules.get(finding.code).copied(),
            level: level(finding.severity),
            message: Text { text: format!("{} {}", finding.message, finding.help) },
            locations: first.into_iter().collect(),
            related_locations: locations.collect(),
            properties: json!({ "article": finding.article, "name": finding.name }),
        });
    }
    let log = Log {
        schema: "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
        version: "2.1.0",
        runs: [Run {
            tool: json!({ "driver": driver(&report.tool, &docs) }),
            language: "zh-CN",
            invocations: [json!({
                "executionSuccessful": true,
                "toolExecutionNotifications": notes,
            })],
            artifacts: report.files.iter().map(artifact).collect(),
            results,
            properties: json!({
                "profile": report.tool.profile,
                "profileHash": report.tool.profile_hash,
                "today": report.tool.today,
                "personal": report.tool.personal,
                "totals": report.totals,
            }),
        }],
    };
    let mut text = serde_json::to_string_pretty(&log)?;
    text.push('\n');
    Ok(text)
}

fn driver(tool: &Tool, docs: &[RuleDoc]) -> Value {
    let rules: Vec<_> = docs.iter().map(|doc| rule(tool, doc)).collect();
    json!({
        "name": tool.name,
        "fullName": "暖表：送温暖慰问实名制汇总表核对",
        "version": tool.version,
        "semanticVersion": tool.version,
        "rules": rules,
    })
}

fn rule(tool: &Tool, doc: &RuleDoc) -> Value {
    let quoted = doc.articles.iter().map(|it| format!("{}：{}", it.name, it.quote));
    let quoted: Vec<_> = quoted.collect();
    let basis = quoted.join("\n");
    json!({
        "id": doc.code,
        "shortDescription": { "text": doc.title },
        "fullDescription": { "text": doc.what },
        "help": {
            "text": format!("{}\n\n为什么：{}\n\n怎么改：{}\n\n依据：{basis}", doc.what, doc.why, doc.how),
        },
        "defaultConfiguration": {
            "level": level(doc.severity),
            "enabled": !tool.off.iter().any(|off| *off == doc.code),
        },
        "properties": {
            "articles": doc.articles.iter().map(|it| &it.name).collect::<Vec<_>>(),
            "fix": doc.fix,
        },
    })
}

const fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Notice => "note",
    }
}

fn artifact(file: &FileReport) -> Value {
    json!({
        "location": { "uri": uri(&file.path) },
        "roles": ["analysisTarget"],
        "hashes": { "sha-256": file.sha256 },
    })
}

/// Where findings lie: a file, then a sheet of it.
#[derive(Clone, Copy)]
struct Place<'a> {
    rules: &'a HashMap<String, usize>,
    path: &'a str,
    index: Option<usize>,
    sheet: Option<&'a str>,
}

impl<'a> Place<'a> {
    fn file(self, file: &'a FileReport, results: &mut Vec<SarifResult<'a>>) {
        if let Some(error) = &file.error {
            results.push(SarifResult {
                rule_id: error.code,
                rule_index: self.rules.get(error.code).copied(),
                level: "error",
                message: Text { text: error.message.clone() },
                locations: vec![self.location(None)],
                related_locations: Vec::new(),
                properties: Value::Null,
            });
        }
        results.extend(file.findings.iter().map(|finding| self.finding(finding)));
        for sheet in &file.sheets {
            let here = Self { sheet: Some(&sheet.name), ..self };
            results.extend(sheet.findings.iter().map(|finding| here.finding(finding)));
        }
    }

    fn finding(self, finding: &'a FindingReport) -> SarifResult<'a> {
        SarifResult {
            rule_id: finding.code,
            rule_index: self.rules.get(finding.code).copied(),
            level: level(finding.severity),
            message: Text { text: format!("{} {}", finding.message, finding.help) },
            locations: vec![self.location(finding.cell.as_ref().or(finding.range.as_ref()))],
            related_locations: finding.related.iter().map(|it| self.location(Some(it))).collect(),
            properties: json!({
                "article": finding.article,
                "field": finding.field,
                "range": finding.range,
                "value": finding.value,
                "fix": finding.fix,
            }),
        }
    }

    /// The file, with the cell (or the sheet alone) as logical location.
    fn location(self, cell: Option<&String>) -> Location {
        let logical = match (self.sheet, cell) {
            (Some(sheet), Some(cell)) => {
                let kind = if cell.contains(':') { "range" } else { "cell" };
                Some((cell.clone(), format!("{sheet}!{cell}"), kind))
            }
            (Some(sheet), None) => Some((sheet.to_owned(), sheet.to_owned(), "sheet")),
            (None, _) => None,
        };
        Location {
            physical_location: PhysicalLocation {
                artifact_location: ArtifactLocation { uri: uri(self.path), index: self.index },
            },
            logical_locations: logical
                .into_iter()
                .map(|(name, fully_qualified_name, kind)| LogicalLocation {
                    name,
                    fully_qualified_name,
                    kind,
                })
                .collect(),
        }
    }

    /// What the container doesn't let us see is about the run, not a finding.
    fn not_checked(self, sentence: &str) -> Value {
        json!({
            "level": "note",
            "message": { "text": format!("未能检查：{sentence}") },
            "locations": [self.location(None)],
        })
    }
}

/// A path as a URI (RFC 3986): relative as given, `file:///…` if absolute.
fn uri(path: &str) -> String {
    let path = path.replace('\\', "/");
    let drive = path.get(1..3) == Some(":/");
    let mut uri = String::with_capacity(path.len());
    if path.starts_with('/') {
        uri.push_str("file://");
    } else if drive {
        uri.push_str("file:///");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            uri.push_str(&format!("%{byte:02X}"));
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_become_uris() {
        for (path, expected) in [
            ("a.xlsx", "a.xlsx"),
            ("夹/一 月.xlsx", "%E5%A4%B9/%E4%B8%80%20%E6%9C%88.xlsx"),
            ("a:b#c?.csv", "a%3Ab%23c%3F.csv"),
            ("/tmp/a.xlsx", "file:///tmp/a.xlsx"),
            (r"C:\表\a.xlsx", "file:///C%3A/%E8%A1%A8/a.xlsx"),
        ] {
            assert_eq!(uri(path), expected);
        }
    }
}
