//! R002: the file is encrypted or asks for a password.

use crate::policy::article;
use crate::rule::{Change, Check, FixKind, Severity, rule};

rule! {
    /// # 什么问题
    /// 这个文件设了打开密码，内容是加密的，暂时读不了。文件没有任何改动。
    ///
    /// # 为什么
    /// 暖表要逐格核对，加了密的内容一格也看不到。暖表不问密码，也不会试着去解。
    ///
    /// # 怎么改
    /// 用 WPS 或 Excel 输入密码打开，在“文件 → 信息 → 保护工作簿（文档加密）”里去掉打开密码，另存一份 xlsx 再拖进来。核对完以后，可以把密码重新设上。
    /// 如果只是限制编辑（能打开、不能改），不用去掉，暖表照样能读。
    R002 {
        title: "文件设了打开密码",
        severity: Severity::Error,
        articles: &[article::FORM],
        help: "请用 WPS 或 Excel 输入密码打开，去掉打开密码后另存为 xlsx 再试。",
        fix: FixKind::None,
        check: Check::Reader,
        wrong: &[Change::Bytes(&ENCRYPTED)],
        right: &[],
    }
}

/// The smallest encrypted workbook: an OLE2 compound file of header, allocation table and
/// a directory that names the stream `EncryptedPackage` ([MS-OFFCRYPTO] 2.3.4.4).
static ENCRYPTED: [u8; 3 * SECTOR] = encrypted();

const SECTOR: usize = 512;

#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, where it can't panic")]
const fn put<const N: usize>(file: &mut [u8; 3 * SECTOR], at: usize, bytes: [u8; N]) {
    let mut i = 0;
    while i < N {
        file[at + i] = bytes[i];
        i += 1;
    }
}

/// A directory entry: its name, its kind, its first child or right sibling.
#[expect(clippy::indexing_slicing, reason = "evaluated at compile time, where it can't panic")]
const fn entry(file: &mut [u8; 3 * SECTOR], slot: usize, name: &[u8], kind: u8, child: u32) {
    let at = 2 * SECTOR + slot * 128;
    let mut i = 0;
    while i < name.len() {
        file[at + 2 * i] = name[i];
        i += 1;
    }
    put(file, at + 64, [(2 * name.len() + 2) as u8, 0, kind, 1]);
    put(file, at + 68, [0xFF; 8]);
    put(file, at + 76, child.to_le_bytes());
    put(file, at + 116, END_OF_CHAIN.to_le_bytes());
}

const END_OF_CHAIN: u32 = 0xFFFF_FFFE;

const fn encrypted() -> [u8; 3 * SECTOR] {
    let mut file = [0; 3 * SECTOR];
    put(&mut file, 0, [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]);
    // Version 3.62, little-endian, sectors of 512 bytes, short sectors of 64.
    put(&mut file, 24, [0x3E, 0, 3, 0, 0xFE, 0xFF, 9, 0, 6, 0]);
    put(&mut file, 44, 1_u32.to_le_bytes()); // one sector of allocation table
    put(&mut file, 48, 1_u32.to_le_bytes()); // the directory is sector 1
    put(&mut file, 56, 4096_u32.to_le_bytes());
    put(&mut file, 60, END_OF_CHAIN.to_le_bytes());
    put(&mut file, 68, END_OF_CHAIN.to_le_bytes());
    put(&mut file, 76, [0xFF; 436]);
    put(&mut file, 76, 0_u32.to_le_bytes());
    put(&mut file, SECTOR, [0xFF; SECTOR]);
    put(&mut file, SECTOR, 0xFFFF_FFFD_u32.to_le_bytes());
    put(&mut file, SECTOR + 4, END_OF_CHAIN.to_le_bytes());
    entry(&mut file, 0, b"Root Entry", 5, 1);
    entry(&mut file, 1, b"EncryptedPackage", 2, 0xFFFF_FFFF);
    file
}
