//! An analysis on paper: numbers at once, prose as it arrives, then lists with their quotes.

use std::io::{Result, Write};

use super::paint::{Paint, WIDTH, clipped, wrapped};
use crate::career::analysis::{Analysis, Cited, Evidence, Need, Source, Status, Suggestion};
use crate::chat::Link;

/// Prints what is new since the last time.
pub struct Printer {
    paint: Paint,
    /// Sentences of the first paragraph that stand already.
    shown: usize,
    /// Columns used of the line it ends on.
    column: usize,
}

impl Printer {
    pub const fn new(paint: Paint) -> Self {
        Self {
            paint,
            shown: 0,
            column: 0,
        }
    }

    /// What is known before a word is written.
    pub fn numbers(&mut self, out: &mut impl Write, analysis: &Analysis) -> Result<()> {
        writeln!(out)?;
        for suggestion in &analysis.suggestions {
            self.score(out, analysis, suggestion)?;
        }
        out.flush()
    }

    /// The first paragraph, sentence by sentence.
    pub fn progress(&mut self, out: &mut impl Write, analysis: &Analysis) -> Result<()> {
        let claims = analysis
            .claims
            .iter()
            .filter(|claim| claim.field == "/analysis");
        for claim in claims.skip(self.shown) {
            let sentence = analysis.analysis.get(claim.start..claim.end);
            for word in sentence.unwrap_or_default().split_whitespace() {
                self.word(out, word)?;
            }
            self.shown += 1;
        }
        out.flush()
    }

    /// Everything else.
    pub fn finish(&mut self, out: &mut impl Write, analysis: &Analysis) -> Result<()> {
        self.progress(out, analysis)?;
        writeln!(out)?;
        for suggestion in &analysis.suggestions {
            self.suggestion(out, analysis, suggestion)?;
        }
        self.requirements(out, analysis)?;
        self.list(out, analysis, "Strengths", &analysis.overall_strengths)?;
        self.list(
            out,
            analysis,
            "To consider",
            &analysis.improvements_to_consider,
        )?;
        writeln!(out)
    }

    fn word(&mut self, out: &mut impl Write, word: &str) -> Result<()> {
        let n = word.chars().count();
        let gap = match self.column {
            0 => "  ",
            used if used + 1 + n > WIDTH => "\n  ",
            _ => " ",
        };
        write!(out, "{gap}{word}")?;
        self.column = n + if gap == " " { self.column + 1 } else { 2 };
        Ok(())
    }

    fn score(
        &self,
        out: &mut impl Write,
        analysis: &Analysis,
        suggestion: &Suggestion,
    ) -> Result<()> {
        let paint = self.paint;
        let percent = suggestion.match_percent;
        writeln!(
            out,
            "  {}",
            paint.bold(&clipped(&suggestion.role, WIDTH - 2))
        )?;
        let bar = paint.bar(f64::from(percent) / 100.0, 40);
        writeln!(out, "  {bar} {} of 100", paint.bold(&percent.to_string()))?;
        for part in &suggestion.parts {
            let points = part.earned();
            let name = clipped(&part.name, 32);
            let bar = paint.bar(part.score, 12);
            let weight = part.weight;
            writeln!(out, "    {name:<32} {bar} {points:>5.1} of {weight:>3}")?;
            let row = part
                .evidence
                .first()
                .and_then(|id| analysis.evidence.get(*id as usize));
            if let Some(row) = row {
                writeln!(out, "      {}", paint.dim(&clipped(&cited(row), WIDTH - 6)))?;
            }
        }
        writeln!(out)
    }

    fn suggestion(
        &self,
        out: &mut impl Write,
        analysis: &Analysis,
        suggestion: &Suggestion,
    ) -> Result<()> {
        let paint = self.paint;
        writeln!(out)?;
        writeln!(out, "{}", paint.accent(&clipped(&suggestion.role, WIDTH)))?;
        write!(out, "{}", wrapped(&suggestion.description, 2, WIDTH))?;
        writeln!(out)?;
        write!(out, "{}", wrapped(&suggestion.why_it_fits, 2, WIDTH))?;
        self.list(
            out,
            analysis,
            "Skills to highlight",
            &suggestion.skills_to_highlight,
        )?;
        self.list(
            out,
            analysis,
            "Skills to develop",
            &suggestion.skills_to_develop,
        )?;
        if !suggestion.counterfactuals.is_empty() {
            writeln!(out, "\n  {}", paint.bold("What would change it"))?;
        }
        for change in &suggestion.counterfactuals {
            let gain = paint.good(&format!("+{}", change.gain));
            writeln!(out, "    {gain}  {}", clipped(&change.add, WIDTH - 10))?;
        }
        Ok(())
    }

    fn list(
        &self,
        out: &mut impl Write,
        analysis: &Analysis,
        heading: &str,
        items: &[Cited],
    ) -> Result<()> {
        if items.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n  {}", self.paint.bold(heading))?;
        for item in items {
            let body = wrapped(&item.text, 6, WIDTH);
            write!(out, "    • {}", body.trim_start())?;
            let row = item
                .evidence
                .first()
                .and_then(|id| analysis.evidence.get(*id as usize));
            if let Some(row) =
                row.filter(|row| !item.text.contains(row.quote.trim_end_matches('.')))
            {
                writeln!(
                    out,
                    "      {}",
                    self.paint.dim(&clipped(&cited(row), WIDTH - 6))
                )?;
            }
        }
        Ok(())
    }

    fn requirements(&self, out: &mut impl Write, analysis: &Analysis) -> Result<()> {
        if analysis.requirements.is_empty() {
            return Ok(());
        }
        writeln!(out, "\n  {}", self.paint.bold("Requirements"))?;
        for requirement in &analysis.requirements {
            let mark = match requirement.status {
                Status::Met => self.paint.good("met    "),
                Status::Partial => self.paint.warm("partly "),
                Status::Missing => self.paint.dim("missing"),
            };
            let need = match requirement.need {
                Need::Required => "",
                Need::Preferred => " (preferred)",
            };
            let text = clipped(&requirement.text, WIDTH - 14 - need.len());
            writeln!(out, "    {mark} {text}{need}")?;
        }
        Ok(())
    }
}

/// Evidence as it stands behind a line: a quotation, or a row of the atlas.
fn cited(row: &Evidence) -> String {
    match row.source {
        Source::Atlas => row.quote.clone(),
        Source::Resume | Source::Job => format!(
            "“{}”",
            row.quote.split_whitespace().collect::<Vec<_>>().join(" ")
        ),
    }
}

/// Who wrote the words, and how fast.
pub fn provenance(out: &mut impl Write, paint: Paint, analysis: &Analysis) -> Result<()> {
    let from = &analysis.provenance;
    let mut line = match (from.link, &from.model) {
        (Link::Guide, _) | (_, None) => "Words by the guide, without a model".to_owned(),
        (link, Some(model)) => format!("Words by {model} ({})", link.as_str()),
    };
    if let Some(ttft) = from.ttft_ms {
        line.push_str(&format!(", first word after {:.1} s", ttft as f64 / 1e3));
    }
    if let Some(pace) = from.tokens_per_second {
        line.push_str(&format!(", {pace:.0} tokens a second"));
    }
    if !from.fallbacks.is_empty() {
        line.push_str(&format!("; did not answer: {}", from.fallbacks.join(", ")));
    }
    line.push_str(". Numbers are computed.");
    for row in wrapped(&line, 2, WIDTH).lines() {
        writeln!(out, "{}", paint.dim(row))?;
    }
    Ok(())
}
