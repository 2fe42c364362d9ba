//! A block of cells as spreadsheets put it on the clipboard.

/// The cells of a block: lines of cells between tabs; a cell with a tab, a line break or a
/// quotation mark in it stands in quotation marks. A blank line is a row (which the csv
/// package would pass over); the line break that ends the last line begins no further one.
pub(super) fn cells(text: &str) -> Vec<Vec<String>> {
    let mut lines = Vec::new();
    let mut line = Vec::new();
    let mut cell = String::new();
    let mut quoted = false;
    let mut rest = text.chars().peekable();
    while let Some(c) = rest.next() {
        match c {
            '"' if quoted && rest.next_if_eq(&'"').is_some() => cell.push('"'),
            '"' if quoted => quoted = false,
            _ if quoted => cell.push(c),
            '"' if cell.is_empty() => quoted = true,
            '\t' => line.push(std::mem::take(&mut cell)),
            '\r' if rest.peek() == Some(&'\n') => (),
            '\r' | '\n' => {
                line.push(std::mem::take(&mut cell));
                lines.push(std::mem::take(&mut line));
            }
            _ => cell.push(c),
        }
    }
    if !line.is_empty() || !cell.is_empty() {
        line.push(cell);
        lines.push(line);
    }
    lines
}

#[cfg(test)]
mod tests {
    use super::cells;

    #[test]
    fn a_block_is_cut_as_excel_writes_it() {
        let block = cells("甲\t\"乙\r\n二\"\t\"说\"\"好\"\"\"\r\n\r\n\t1\r\n");
        assert_eq!(
            block,
            [vec!["甲", "乙\r\n二", "说\"好\""], vec![""], vec!["", "1"]] as [Vec<&str>; 3]
        );
        assert_eq!(cells("500"), [["500"]]);
        assert_eq!(cells(""), [] as [Vec<String>; 0]);
    }
}
