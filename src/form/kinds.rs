//! Whom the sums of kinds below everyone add up: 困难职工小计, 劳模小计.

use super::fold::{fold, without_brackets};
use super::{Field, Form, TotalRow, totals};
use crate::workbook::{CellRef, Sheet};
use std::borrow::Cow;
use std::collections::HashMap;

/// The columns a kind may be named in.
const COLUMNS: [Field; 5] =
    [Field::Category, Field::Unit, Field::Funding, Field::Payment, Field::Post];

/// Whether a row sums up a kind: its people stand anywhere above it.
const fn is_of_kind(total: &TotalRow) -> bool {
    total.covers.is_empty()
        && !total.sums.is_empty()
        && matches!(total.kind, super::TotalKind::Subtotal)
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
        let named = |total: &&TotalRow| totals::named(&text(sheet, total.label));
        let names: HashMap<String, usize> =
            sums.iter().enumerate().filter_map(|(at, total)| Some((named(total)?, at))).collect();
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
        let mut parts = vec![Vec::new(); names.len()];
        let mut last = None;
        for (at, record) in self.records.iter().enumerate() {
            let place = CellRef::new(record.row, col);
            // A merged block says for all its rows what stands in its first.
            let block = self.merges.iter().find(|it| it.first.col == col && it.contains(place));
            let said = text(sheet, block.map_or(place, |it| it.first));
            if !record.goes_on || !said.is_empty() {
                last = names.get(without_brackets(&fold(&said)).as_str()).copied();
            }
            parts.get_mut(last?)?.push(at);
        }
        parts.iter().all(|part| !part.is_empty()).then_some(parts)
    }
}

fn text(sheet: &Sheet, place: CellRef) -> Cow<'_, str> {
    sheet.cell(place).map_or(Cow::Borrowed(""), |cell| cell.value.display())
}

#[cfg(test)]
mod tests {
    use crate::form::find_on;
    use crate::form::testing::grid;
    use crate::policy::Profile;
    use jiff::civil::date;

    fn kinds(header: &str, people: [&str; 3], sums: [&str; 2]) -> Vec<Vec<usize>> {
        let mut rows = vec![header];
        rows.extend(people);
        rows.extend(sums);
        rows.push("合计 | | #1000");
        let sheet = grid("A1", &rows);
        let form =
            find_on(&sheet, 0, false, &Profile::built_in(), date(2021, 2, 20)).remove(0);
        form.kinds(&sheet).into_iter().map(|(_, people)| people).collect()
    }

    #[test]
    fn a_sum_adds_up_those_whose_cells_say_its_name() {
        let people = ["李四 | 劳模 | #500", "王五 | 困难 职工 | #300", "赵六 | 劳模 | #200"];
        let header = "姓名 | 类别 | 慰问金";
        let sums = ["劳模小计 | | #700", "困难职工合计 | | #300"];
        assert_eq!(kinds(header, people, sums), [vec![0, 2], vec![1]]);
        let header = "姓名 | 部门 | 慰问金";
        assert_eq!(kinds(header, people, sums), [vec![0, 2], vec![1]]);
    }

    #[test]
    fn other_words_leave_it_open() {
        let people = ["李四 | 劳模 | #500", "王五 | 困难职工（低保） | #300", "赵六 | 劳模 | #200"];
        let open: [Vec<usize>; 2] = [vec![], vec![]];
        let header = "姓名 | 类别 | 慰问金";
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "职工小计 | | #300"]), open);
        // The same name twice.
        let people = ["李四 | 劳模 | #500", "王五 | 劳模 | #300", "赵六 | 劳模 | #200"];
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "劳模小计 | | #300"]), open);
        // A kind of which there is nobody.
        assert_eq!(kinds(header, people, ["劳模小计 | | #700", "职工小计 | | #300"]), open);
    }
}
