//! Measures and prints tables. Each time is that of the processor, which other programs of a
//! busy machine disturb less than the clock's; the clock's stands behind it in brackets.
//!
//! - `nuanbiao-bench [rows] [rounds]`: the cases in turns, with their medians;
//! - `nuanbiao-bench edit [rows]`: from a keystroke to the findings;
//! - `nuanbiao-bench lengths`: from 1,000 rows to 1,000,000, to see that cost is linear;
//! - `nuanbiao-bench files`: a thousand files of 100 rows;
//! - `nuanbiao-bench write-files FOLDER`: a thousand files of 100 rows, no person in two of them,
//!   for the command line;
//! - `nuanbiao-bench write FILE [rows] [mistakes]`: keeps the workbook for the runs in wasm.

use std::error::Error;
use std::path::Path;
use std::time::Instant;

use cpu_time::ProcessTime;
use nuanbiao_bench::cases::{CASES, Case, PEER, VERDICT};
use nuanbiao_bench::edits::Editing;
use nuanbiao_bench::workload;

type Done<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Done {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = args.iter().map(String::as_str).collect();
    match words[..] {
        ["write", file] => Ok(std::fs::write(file, workload::xlsx(100_000)?)?),
        ["write", file, rows] => Ok(std::fs::write(file, workload::xlsx(rows.parse()?)?)?),
        ["write", file, rows, mistakes] => {
            let made = workload::xlsx_with_mistakes(rows.parse()?, mistakes.parse()?)?;
            Ok(std::fs::write(file, made)?)
        }
        ["write-files", folder] => write_files(Path::new(folder)),
        ["edit"] => [10_000, 100_000].into_iter().try_for_each(edit),
        ["edit", rows] => edit(rows.parse()?),
        ["lengths"] => lengths(),
        ["files"] => files(),
        [] => in_turns(100_000, 9),
        [rows] => in_turns(rows.parse()?, 9),
        [rows, rounds] => in_turns(rows.parse()?, rounds.parse()?),
        _ => {
            Err("nuanbiao-bench [rows] [rounds] | edit [rows] | lengths | files | write FILE | write-files FOLDER"
                .into())
        }
    }
}

/// Milliseconds of the processor, and of the clock.
#[derive(Clone, Copy)]
struct Took {
    processor: f64,
    clock: f64,
}

fn timed<T>(work: impl FnOnce() -> Done<T>) -> Done<(Took, T)> {
    let (clock, processor) = (Instant::now(), ProcessTime::now());
    let done = work()?;
    let [processor, clock] =
        [processor.elapsed(), clock.elapsed()].map(|it| it.as_secs_f64() * 1e3);
    Ok((Took { processor, clock }, done))
}

fn median(mut times: Vec<Took>) -> Took {
    times.sort_by(|a, b| a.processor.total_cmp(&b.processor));
    let none = Took { processor: f64::NAN, clock: f64::NAN };
    times.get(times.len() / 2).copied().unwrap_or(none)
}

impl std::fmt::Display for Took {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{:9.2} ms ({:.1})", self.processor, self.clock)
    }
}

fn in_turns(rows: u32, rounds: usize) -> Done {
    let bytes = workload::xlsx(rows)?;
    let mut times = CASES.map(|_| Vec::with_capacity(rounds));
    let mut counts = CASES.map(|_| 0);
    for _ in 0..rounds {
        for ((case, times), count) in CASES.iter().zip(&mut times).zip(&mut counts) {
            let (took, counted) = timed(|| (case.run)(&bytes))?;
            *count = counted;
            times.push(took);
        }
    }
    let medians = times.map(median);
    let peer = medians.get(PEER).map_or(f64::NAN, |it| it.processor);
    println!("{rows} rows × 17 columns, {} bytes, median of {rounds}", bytes.len());
    for ((case, median), count) in CASES.iter().zip(medians).zip(counts) {
        let rows_per_second = f64::from(rows) / median.processor * 1e3;
        let ratio = peer / median.processor;
        let name = case.name;
        println!(
            "{median}  {ratio:5.2} × the peer  {rows_per_second:10.0} rows/s  {name}  ({count})"
        );
    }
    Ok(())
}

fn edit(rows: u32) -> Done {
    const ROUNDS: usize = 15;
    let mut editing = Editing::open(rows)?;
    println!("{rows} rows, edit and overview, median of {ROUNDS}");
    for case in editing.cases() {
        let times = (0..ROUNDS).map(|turn| Ok(timed(|| editing.once(&case, turn))?.0));
        println!("{}  {}", median(times.collect::<Done<_>>()?), case.name);
    }
    Ok(())
}

fn lengths() -> Done {
    println!("from the file to the verdict, median of 3");
    for rows in [1_000, 3_000, 10_000, 30_000, 100_000, 300_000, 1_000_000] {
        let bytes = workload::xlsx(rows)?;
        let times = (0..3).map(|_| Ok(timed(|| verdict(&bytes))?.0));
        let took = median(times.collect::<Done<_>>()?);
        println!("{took}  {:6.2} µs a row  {rows} rows", took.processor * 1e3 / f64::from(rows));
    }
    Ok(())
}

fn files() -> Done {
    let bytes = workload::xlsx(100)?;
    let (took, _) = timed(|| (0..1_000).try_for_each(|_| verdict(&bytes).map(|_| ())))?;
    println!("{took}  1,000 files of 100 rows, one after the other");
    Ok(())
}

fn write_files(folder: &Path) -> Done {
    const ROWS: u32 = 100;
    std::fs::create_dir_all(folder)?;
    for file in 0..1_000 {
        let people = file * ROWS..(file + 1) * ROWS;
        let name = format!("{file:04}.xlsx");
        std::fs::write(folder.join(name), workload::xlsx_of(people, 1)?)?;
    }
    Ok(())
}

fn verdict(bytes: &[u8]) -> Done<u64> {
    CASES.get(VERDICT).map_or(Ok(0), |case: &Case| (case.run)(bytes))
}
