//! Sizes and times, as people read them.

use std::path::Path;
use std::time::Duration;

use anyhow::Result;

use crate::process::Run;

/// Prints the size of every file under `dir`: as it is, gzipped, and as brotli. Node has
/// both packers, and is there anyway.
pub fn sizes(dir: &Path) -> Result<()> {
    const SCRIPT: &str = r"
        const fs = require('node:fs'), path = require('node:path'), zlib = require('node:zlib')
        const root = process.argv[1], kb = (n) => (n / 1024).toFixed(1).padStart(9)
        const walk = (dir) => fs.readdirSync(dir, { withFileTypes: true }).flatMap((entry) =>
          entry.isDirectory() ? walk(path.join(dir, entry.name)) : [path.join(dir, entry.name)])
        console.log('       KB       gzip    brotli')
        for (const file of walk(root).sort()) {
          const bytes = fs.readFileSync(file)
          const packed = [bytes, zlib.gzipSync(bytes, { level: 9 }), zlib.brotliCompressSync(bytes)]
          console.log(packed.map((b) => kb(b.length)).join(' ') + '  ' + path.relative(root, file))
        }";
    print!("{}", Run::new("node").args(["-e", SCRIPT]).arg(dir).read()?);
    Ok(())
}

/// `75.2 s` or `3 min 05 s`.
pub fn time(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 100 {
        format!("{:.1} s", time.as_secs_f64())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn long_times_are_told_in_minutes() {
        assert_eq!(time(Duration::from_millis(75_240)), "75.2 s");
        assert_eq!(time(Duration::from_secs(185)), "3 min 05 s");
    }
}
