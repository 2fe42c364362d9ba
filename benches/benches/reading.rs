//! Criterion's view of the cases, with its history of earlier runs: `cargo bench -p
//! nuanbiao-bench`. For ratios use `cargo xtask bench`, which runs the cases in turns.
#![allow(missing_docs, clippy::unwrap_used, clippy::expect_used, reason = "a benchmark may stop")]

use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use nuanbiao_bench::{cases::CASES, workload};

fn reading(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("reading");
    group.sample_size(10);
    for rows in [1_000, 10_000, 100_000] {
        let bytes = workload::xlsx(rows).expect("the workload can be written");
        group.throughput(Throughput::Elements(u64::from(rows)));
        for case in CASES {
            group.bench_with_input(BenchmarkId::new(case.name, rows), &bytes, |bencher, bytes| {
                bencher.iter(|| (case.run)(bytes).unwrap());
            });
        }
    }
    group.finish();
}

criterion_group!(benches, reading);
criterion_main!(benches);
