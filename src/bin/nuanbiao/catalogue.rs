//! `rules` and `profile`: what is checked, and by which standards.

use crate::args::{Common, RulesFormat};
use crate::files::{Trouble, json, load_profile, options, put};
use nuanbiao::export;
use nuanbiao::policy::Profile;
use std::path::Path;
use std::process::ExitCode;

pub fn rules(code: Option<&str>, format: RulesFormat) -> Result<ExitCode, Trouble> {
    let docs = export::rule_docs(code);
    if docs.is_empty() {
        return Err(Trouble(format!("没有 {} 这条规则。", code.unwrap_or_default())));
    }
    let text = match format {
        RulesFormat::Json => json(&docs)?,
        RulesFormat::Md if code.is_none() => export::handbook_page(),
        RulesFormat::Md => export::handbook(&docs),
        RulesFormat::Text if code.is_some() => export::handbook(&docs),
        RulesFormat::Text => export::rule_table(&docs),
    };
    put(&text)?;
    Ok(ExitCode::SUCCESS)
}

pub fn profile(print: bool, check: Option<&Path>, common: &Common) -> Result<ExitCode, Trouble> {
    if let Some(path) = check {
        let profile = load_profile(path)?;
        put(&format!("{} 可以使用：{}（{}）\n", path.display(), profile.name, profile.hash()))?;
        return Ok(ExitCode::SUCCESS);
    }
    if print {
        put(&Profile::built_in().to_toml())?;
        return Ok(ExitCode::SUCCESS);
    }
    let options = options(common)?;
    put(&export::profile_text(&options.profile, &options.limits))?;
    Ok(ExitCode::SUCCESS)
}
