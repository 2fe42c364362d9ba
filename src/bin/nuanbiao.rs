//! The command line. The only file that knows the terminal.

fn main() {}
