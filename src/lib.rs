//! 暖表: checks and mends the 送温暖慰问实名制汇总表, the form on which trade unions in
//! Shanghai record grants to workers in hardship (沪工总权〔2020〕178号).
//!
//! Data flows one way, and a room imports only from rooms before it:
//!
//! 1. [`workbook`]: bytes → cells, whatever the container, within [`limits`];
//! 2. [`form`]: cells → the form, each value read once by [`value`] and [`policy`];
//! 3. [`rule`]: the form → findings, each with its cell, its article and how to mend it;
//! 4. [`fix`]: findings → edits, each on record;
//! 5. [`session`]: one open file with all of that, [`summary`] and [`report`] of it,
//!    [`patch`]: changes inside the user's own workbook, all else as it was,
//!    and [`export`]: the cleaned, marked or mended workbook that comes out;
//! 6. [`across`]: many files together, each boiled down to the lines of a [`ledger`].
//!
//! ```
//! use nuanbiao::session::{Options, Session, Verdict};
//!
//! let csv = "姓名,身份证号,慰问金额\n陈桂芳,310101196803120021,1000\n";
//! let options = Options::on(jiff::civil::date(2021, 2, 20));
//! let session = Session::open("a.csv", csv.as_bytes(), options, &mut |_| Flow::Continue)?;
//! assert_eq!(session.verdict(), Verdict::Correct);
//! assert!(session.findings().iter().any(|finding| finding.code() == "P203"));
//! # use nuanbiao::workbook::{Flow, ReadError};
//! # Ok::<(), ReadError>(())
//! ```

pub mod across;
pub mod export;
pub mod fix;
pub mod form;
pub mod ledger;
pub mod limits;
pub mod patch;
pub mod policy;
mod random;
pub mod report;
pub mod rule;
pub mod session;
pub mod summary;
pub mod teach;
pub mod value;
#[cfg(feature = "wasm")]
pub mod wasm;
pub mod workbook;
