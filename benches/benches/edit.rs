//! From a keystroke to the findings it changed: how long the clerk waits on a big form.
//!
//! `cargo bench -p nuanbiao-bench --bench edit`. Beside each stands the check from the
//! start that it saves.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a benchmark may stop")]

use criterion::{BenchmarkId, Criterion, criterion_group, criterion_main};
use nuanbiao::session::{Options, Session};
use nuanbiao::workbook::{CellRef, Flow};
use nuanbiao_bench::workload;

/// The row of the first person.
const FIRST: u32 = 4;

fn open(people: u32) -> Session {
    let bytes = workload::xlsx(people, 0).expect("the workload can be written");
    let options = Options::on(jiff::civil::date(2021, 2, 20));
    Session::open("表.xlsx", &bytes, options, &mut |_| Flow::Continue).unwrap()
}

fn typing(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("edit");
    group.sample_size(10);
    for people in [10_000, 100_000] {
        let mut session = open(people);
        session.prepare_edits();
        let middle = FIRST + people / 2;
        // Two texts in turn, so that every one changes something.
        let cases = [
            ("name", CellRef::new(middle, 1), ["王芳", "李芳"]),
            ("id_number", CellRef::new(middle, 3), ["310199197001010018", "310199197001010019"]),
            ("cash", CellRef::new(middle, 9), ["800", "1000"]),
            ("note", CellRef::new(middle, 16), ["甲", "乙"]),
            ("total", CellRef::new(FIRST + people, 12), ["1", "2"]),
        ];
        for (what, place, texts) in cases {
            let mut turns = texts.iter().cycle();
            group.bench_function(BenchmarkId::new(what, people), |bencher| {
                bencher.iter(|| session.edit(0, place, turns.next().unwrap()).unwrap());
            });
        }
        group.bench_function(BenchmarkId::new("from the start", people), |bencher| {
            let (book, options) = (session.workbook(), session.options());
            bencher.iter_with_setup(
                || book.clone(),
                |book| Session::new("表.xlsx", &[], book, options.clone()),
            );
        });
    }
    group.finish();
}

criterion_group!(benches, typing);
criterion_main!(benches);
