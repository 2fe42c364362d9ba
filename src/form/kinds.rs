//! Whom the sums of kinds below everyone add up: 困难职工小计, 劳模小计.

use super::fold::{fold, without_brackets};
use super::merges::MergeIndex;
use super::{Field, Form, TotalKind, TotalRow};
use crate::workbook::{CellRange, CellRef, Sheet};
use std::borrow::Cow;
use std::collections::HashMap;

/// The columns a kind may be named in.
const COLUMNS: [Field; 5] =
    [Field::Category, Field::Unit, Field::Funding, Field::Payment, Field::Post];

/// Whether a row sums up a kind: its people stand anywhere above it.
fn is_of_kind(total: &TotalRow) -> bool {
    total.covers.is_empty()
        && (total.people.is_some() || !total.sums.is_empty())
        && matches!(total.kind, TotalKind::Subtotal)
}

impl Form {
    /// The people each sum of a kind adds up, by its row: positions in [`Form::records`].
    /// Empty for those that don't say so beyond doubt: the names of all of them must be all
    /// that one column holds, letter by letter. Who is 困难职工 may be written in ten ways, and
    /// a sum that leaves out one of them is no mistake.
    #[must_use]
    pub fn kinds<'f>(&'f self, sheet: &Sheet) -> Vec<(&'f TotalRow, Vec<usize>)> {
        let sums: Vec<&TotalRow> = self.totals.iter().filter(|it| is_of_kind(it)).collect();
        if sums.is_empty() {
            return Vec::new();
        }
        let names: HashMap<String, usize> = sums
            .iter()
            .enumerate()
            .filter_map(|(at, total)| Some((named(&text(sheet, total.label))?, at)))
            .collect();
        let people = (names.len() == sums.len())
            .then(|| COLUMNS.iter().find_map(|field| self.parted(sheet, *field, &names)))
            .flatten()
            .unwrap_or_else(|| vec![Vec::new(); sums.len()]);
        sums.into_iter().zip(people).collect()
    }

    /// The people by the names in a column, if these are the names and no others.
    fn parted(
        &self,
        sheet: &Sheet,
        field: Field,
        names: &HashMap<String, usize>,
    ) -> Option<Vec<Vec<usize>>> {
        let col = self.column(field)?;
        let merges = MergeIndex::of(&self.merges);
        let mut parts = vec![Vec::new(); names.len()];
        // A merged block says for all its rows what stands in its first.
        let mut block: Option<CellRange> = None;
        for (at, record) in self.records.iter().enumerate() {
            let place = CellRef::new(record.row, col);
            let said = *block.insert(
                block.filter(|it| it.contains(place)).unwrap_or_else(|| merges.extent(place)),
            );
            let name = fold(&text(sheet, said.first));
            parts.get_mut(*names.get(&name)?)?.push(at);
        }
        parts.iter().all(|part| !part.is_empty()).then_some(parts)
    }
}

/// What a label of a sum names: 困难职工小计(元) → 困难职工.
fn named(label: &str) -> Option<String> {
    let folded = without_brackets(&fold(label));
    let (name, _) = ["小计", "合计"].into_iter().find_map(|sum| folded.split_once(sum))?;
    Some(name.to_owned())
}

fn text(sheet: &Sheet, place: CellRef) -> Cow<'_, str> {
    sheet.cell(place).map_or(Cow::Borrowed(""), |cell| cell.value.display())
}

#[cfg(test)]
mod tests {
    use crate::form::layouts::form_of;
    use crate::form::testing::{grid, merge};

    fn kinds(header: &str, people: [&str; 3], sums: [&str; 2], blocks: &[&str]) -> Vec<Vec<usize>> {
        let mut rows = vec![header];
        rows.extend(people);
        rows.extend(sums);
        rows.push("合计 | | #1000");
        let mut sheet = grid("A1", &rows);
        merge(&mut sheet, blocks);
        let form = form_of(sheet.clone());
        form.kinds(&sheet).into_iter().map(|(_, people)| people).collect()
    }

    #[test]
    fn a_sum_adds_up_those_whose_cells_say_its_name() {
        let people = ["李四 | 劳模 | #500", "王五 | 困难 职工 | #300", "赵六 | 劳模 | #200"];
        let header = "姓名 | 类别 | 慰问金";
        let sums = ["劳模小计 | | #700", "困难职工合计 | | #300"];
        assert_eq!(kinds(header, people, sums, &[]), [vec![0, 2], vec![1]]);
        // One cell merged over those of a department, which may be called by a number.
        let people = ["李四 | 1车间 | #500", "王五 | | #300", "赵六 | 2车间 | #200"];
        let sums = ["1车间小计： | | #800", "2车间小计(元) | | #200"];
        assert_eq!(kinds("姓名 | 部门 | 慰问金", people, sums, &["B2:B3"]), [vec![0, 1], vec![2]]);
    }

    #[test]
    fn other_words_leave_it_open() {
        let people = ["李四 | 劳模 | #500", "王五 | 困难职工（低保） | #300", "赵六 | 劳模 | #200"];
        let open: [Vec<usize>; 2] = [vec![], vec![]];
        let header = "姓名 | 类别 | 慰问金";
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "职工小计 | | #300"], &[]), open);
        // The same name twice.
        let people = ["李四 | 劳模 | #500", "王五 | 劳模 | #300", "赵六 | 劳模 | #200"];
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "劳模小计 | | #300"], &[]), open);
        // A kind of which there is nobody.
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "职工小计 | | #300"], &[]), open);
    }
}
