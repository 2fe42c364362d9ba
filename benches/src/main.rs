//! Runs the cases in turns and prints their medians: `nuanbiao-bench [rows] [rounds]`;
//! `nuanbiao-bench write FILE [rows]` keeps the workbook for the runs in wasm.

use std::error::Error;
use std::time::Instant;

use nuanbiao_bench::cases::{CASES, PEER};
use nuanbiao_bench::workload;

fn main() -> Result<(), Box<dyn Error>> {
    let mut args = std::env::args().skip(1);
    let first = args.next();
    if first.as_deref() == Some("write") {
        let file = args.next().ok_or("which file?")?;
        let rows = args.next().map_or(Ok(100_000), |rows| rows.parse())?;
        std::fs::write(file, workload::xlsx(rows)?)?;
        return Ok(());
    }
    let rows = first.map_or(Ok(100_000), |rows| rows.parse())?;
    let rounds: usize = args.next().map_or(Ok(9), |rounds| rounds.parse())?;
    let bytes = workload::xlsx(rows)?;
    let mut times = CASES.map(|_| Vec::with_capacity(rounds));
    let mut counts = CASES.map(|_| 0);
    for _ in 0..rounds {
        for ((case, times), count) in CASES.iter().zip(&mut times).zip(&mut counts) {
            let started = Instant::now();
            *count = (case.run)(&bytes)?;
            times.push(started.elapsed().as_secs_f64() * 1e3);
        }
    }
    let medians = times.map(|mut times| {
        times.sort_by(f64::total_cmp);
        times.get(times.len() / 2).copied().unwrap_or(f64::NAN)
    });
    let peer = medians.get(PEER).copied().unwrap_or(f64::NAN);
    println!("{rows} rows × 17 columns, {} bytes, median of {rounds}", bytes.len());
    for ((case, median), count) in CASES.iter().zip(medians).zip(counts) {
        let rows_per_second = f64::from(rows) / median * 1e3;
        println!(
            "{median:8.1} ms  {:5.2} × the peer  {rows_per_second:10.0} rows/s  {}  ({count})",
            peer / median,
            case.name
        );
    }
    Ok(())
}
