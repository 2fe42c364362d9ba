//! Ways of writing that mean the same as the canonical one.

use std::fmt;

/// One way in which a clear value differs from its canonical writing.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[repr(u8)]
pub enum Way {
    /// 有空格: spaces, no-break and zero-width ones included, or line breaks.
    Spaces,
    /// 全角字符: full-width letters or digits.
    FullWidth,
    /// 单引号: a leading apostrophe typed as text.
    Apostrophe,
    /// 小写 x in an identity number.
    LowerX,
    /// 分隔符: hyphens, dots or commas between digits.
    Separators,
    /// 带单位: 500元, 500圆.
    Unit,
    /// 货币符号: ￥500.
    CurrencySign,
    /// 千分号: 1,000.
    Thousands,
    /// 中文数字: 五百元, 伍佰元整.
    Words,
    /// 文本型数字: a number stored as text.
    TextNumber,
    /// 数值型: stored as a number though it is text by nature (an account, a phone).
    NumberForText,
    /// 小数误差: 500.0000001 from a formula.
    FloatNoise,
    /// 日期写法: 2021.2.8, 2021年2月8日, 20210208.
    DateStyle,
    /// 间隔号写法: a look-alike of U+00B7 in a name.
    Dot,
    /// 其他说法: a clear value in other words.
    Wording,
    /// 国家代码: +86, 0086.
    CountryCode,
}

impl Way {
    const ALL: [Self; 16] = [
        Self::Spaces,
        Self::FullWidth,
        Self::Apostrophe,
        Self::LowerX,
        Self::Separators,
        Self::Unit,
        Self::CurrencySign,
        Self::Thousands,
        Self::Words,
        Self::TextNumber,
        Self::NumberForText,
        Self::FloatNoise,
        Self::DateStyle,
        Self::Dot,
        Self::Wording,
        Self::CountryCode,
    ];

    /// The way in words for the user.
    #[must_use]
    pub const fn label(self) -> &'static str {
        match self {
            Self::Spaces => "夹有空格或换行",
            Self::FullWidth => "用了全角字符",
            Self::Apostrophe => "前面多了单引号",
            Self::LowerX => "末位是小写 x",
            Self::Separators => "夹有分隔符",
            Self::Unit => "带了单位",
            Self::CurrencySign => "带了货币符号",
            Self::Thousands => "带了千分号",
            Self::Words => "写成了中文数字",
            Self::TextNumber => "数字存成了文本",
            Self::NumberForText => "号码存成了数字",
            Self::FloatNoise => "带了计算误差",
            Self::DateStyle => "日期写法不统一",
            Self::Dot => "间隔号不规范",
            Self::Wording => "说法不统一",
            Self::CountryCode => "带了国家代码",
        }
    }
}

/// A set of [`Way`]s. Empty means: written canonically.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct Ways(u16);

impl Ways {
    /// Written canonically.
    pub const NONE: Self = Self(0);

    /// The set with one way more.
    #[must_use]
    pub const fn with(self, way: Way) -> Self {
        Self(self.0 | 1 << way as u8)
    }

    /// The set with one way more, if `yes`.
    #[must_use]
    pub const fn with_if(self, way: Way, yes: bool) -> Self {
        if yes { self.with(way) } else { self }
    }

    /// Whether a way is in the set.
    #[must_use]
    pub const fn has(self, way: Way) -> bool {
        self.0 & (1 << way as u8) != 0
    }

    /// Whether the writing is canonical.
    #[must_use]
    pub const fn is_none(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Display for Ways {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut first = true;
        for way in Way::ALL {
            if self.has(way) {
                if !first {
                    f.write_str("、")?;
                }
                f.write_str(way.label())?;
                first = false;
            }
        }
        Ok(())
    }
}
