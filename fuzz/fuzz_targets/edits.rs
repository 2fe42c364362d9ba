#![no_main]
nuanbiao_fuzz::fuzz!(edits);
