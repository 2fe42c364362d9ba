#![allow(clippy::unwrap_used, reason = "tests")]

use super::*;
use crate::report::{Outcome, file_report, report};
use crate::rule::example::TODAY;
use crate::session::{Options, Session};
use crate::workbook::{Flow, open_pasted};
use std::fmt::Write;

fn made(table: &str, privacy: Privacy) -> String {
    let options = Options::on(TODAY);
    let workbook = open_pasted(table, &options.limits, &mut |_| Flow::Continue).unwrap();
    let session = Session::new("表.xlsx", table.as_bytes(), workbook, options.clone());
    let outcome = Outcome::Checked(Box::new(session));
    let file = file_report("表.xlsx", table.as_bytes(), &outcome, privacy);
    html(&report(&options, privacy, vec![file], Vec::new()))
}

#[test]
fn what_a_cell_holds_is_text() {
    let hostile = "<script>alert(1)</script>\" onload=x";
    let page = made(
        &format!("填报单位：{hostile}\n姓名\t身份证号\t慰问金额\n{hostile}\t1\t{hostile}\n"),
        Privacy::Masked,
    );
    assert_eq!(page.matches("<script").count(), 1, "only our own");
    assert!(!page.contains("alert(1)</script>"));
    assert!(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;&quot; onload=x"));
}

#[test]
fn nothing_is_loaded_from_outside() {
    let page = made("姓名\t身份证号\t慰问金额\n陈桂芳\t1\t1\n", Privacy::Masked);
    for outside in ["http:", "https:", "//", "src=", "url(", "@import", "<link", "<img"] {
        // Comments of the script begin with two slashes and load nothing.
        let found = page.lines().filter(|line| {
            line.contains(outside) && !line.trim_start().starts_with("//") && !line.contains("/**")
        });
        assert_eq!(found.collect::<Vec<_>>(), [""; 0], "{outside}");
    }
}

#[test]
fn a_long_list_is_whole_and_pages() {
    let mut table = "姓名\t身份证号\t慰问金额\n".to_owned();
    for row in 0..250 {
        let _ = writeln!(table, "陈桂芳\t310101196803120025\t说不清{row}");
    }
    let page = made(&table, Privacy::Masked);
    for row in 0..250 {
        assert!(page.contains(&format!(">说不清{row}<")), "row {row}");
    }
    assert!(page.contains("class=\"e p\""));
    assert!(SCRIPT.contains(&format!("const PAGE = {PAGE};")));
}

#[test]
fn personal_numbers_are_masked_unless_asked_for_and_the_page_says_so() {
    let table = "姓名\t身份证号\t慰问金额\n陈桂芳\t310101196803120021\t500\n";
    let (masked, shown) = (made(table, Privacy::Masked), made(table, Privacy::Shown));
    assert!(!masked.contains("310101196803120021") && masked.contains("已遮盖"));
    assert!(shown.contains("310101196803120021") && shown.contains("仅供内部存档"));
}

#[test]
fn the_shares_and_the_rest_make_the_total() {
    let page = made(
        "姓名\t身份证号\t慰问对象类别\t慰问金额\n\
         陈桂芳\t310101196803120025\t（一）家庭生活困难的职工\t1500\n\
         孙志强\t310110198011220015\t看不懂\t800\n",
        Privacy::Masked,
    );
    assert!(
        page.contains("<td>类别待改正</td><td class=\"num\">1</td><td class=\"num\">800.00</td>")
    );
    assert!(page.contains("<td class=\"num\">2,300.00</td>"));
}

#[test]
fn every_code_leads_to_its_rule() {
    let page =
        made("姓名\t身份证号\t慰问金额\n陈桂芳\t310101196803120021\t500元\n", Privacy::Masked);
    let linked: Vec<&str> = page.split("href=\"#").skip(1).filter_map(|it| it.get(..4)).collect();
    let codes: Vec<_> =
        linked.into_iter().filter(|it| crate::rule::registry::rule(it).is_some()).collect();
    assert!(codes.contains(&"P203") && codes.contains(&"A105"), "{codes:?}");
    for code in codes {
        assert_eq!(page.matches(&format!("<article id=\"{code}\">")).count(), 1, "{code}");
    }
    assert!(!page.contains("id=\"P206\""));
}
