//! 暖表: checks and mends the 送温暖慰问实名制汇总表.
//!
//! Data flows one way: bytes → [`workbook`] → [`form`] → findings ([`rule`]) → edits
//! ([`fix`]) → exports. A room imports only from rooms before it.

pub mod form;
pub mod limits;
pub mod policy;
pub mod rule;
pub mod value;
pub mod workbook;
