//! What is kept of a file, as bytes: sent from the worker that read it to the one that holds all.

use super::FileGlance;
use crate::ledger::Extract;
use serde::{Deserialize, Serialize};

/// A file that was looked at, and its lines. The bytes are kept as long as the batch is, so they
/// are in postcard's compact form: a third of what JSON takes.
#[derive(Debug, Clone, Serialize, Deserialize)]
pub struct Sent {
    /// What a list shows of it.
    pub glance: FileGlance,
    /// What a ledger keeps of it.
    pub extract: Extract,
}

impl Sent {
    /// As bytes, for the same version of this program to read.
    ///
    /// # Errors
    /// Never for what came from a file; the format can refuse other things.
    pub fn to_bytes(&self) -> postcard::Result<Vec<u8>> {
        postcard::to_allocvec(self)
    }

    /// From bytes.
    ///
    /// # Errors
    /// They were not made by [`Sent::to_bytes`] of this version.
    pub fn from_bytes(bytes: &[u8]) -> postcard::Result<Self> {
        postcard::from_bytes(bytes)
    }
}

#[cfg(test)]
mod tests {
    #![allow(clippy::unwrap_used, reason = "tests")]

    use super::*;
    use crate::across::{extract, glance};
    use crate::ledger::keys::Secret;
    use crate::session::{Options, Session};
    use crate::workbook::Flow;

    /// Every field of a line, empty ones too, and few bytes for it (quality.md: at most 200 a row).
    #[test]
    fn bytes_hold_all_of_a_file_and_are_few() {
        let mut csv = "填报单位：甲厂工会\n填报人：赵安青,联系电话：,021-50001234\n\
            姓名,身份证号,联系电话,慰问对象类别,慰问日期,慰问金额,慰问品,折价,资金来源,发放方式,银行账号\n"
            .to_owned();
        let row = "陈桂芳,310101196803120025,13800001234,（一）家庭生活困难的职工,2021-02-05,1000.50,\
                   大米,100,各级工会经费预算安排资金,银行转账,6222020200112233446\n";
        csv.push_str(&row.repeat(300));
        csv.push_str("方玉兰,,,,,,,,,,\n");
        let options = Options::on(jiff::civil::date(2021, 3, 20));
        let session =
            Session::open("a.csv", csv.as_bytes(), options, &mut |_| Flow::Continue).unwrap();
        let extract = extract(&session, Secret::new(u64::MAX / 3));
        let sent = Sent { glance: glance(&session), extract };
        let bytes = sent.to_bytes().unwrap();
        let again = Sent::from_bytes(&bytes).unwrap();
        assert_eq!(format!("{again:?}"), format!("{sent:?}"));
        assert!(bytes.len() < 301 * 120, "{} bytes a row", bytes.len() / 301);
        assert!(Sent::from_bytes(bytes.get(..9).unwrap()).is_err());
    }
}
