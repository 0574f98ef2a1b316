//! The facts of a prompt as values, each with its number.

use super::Fact;
use super::quote::Passage;

/// A value and the number of the fact it stands in.
#[derive(Debug, Clone)]
pub struct At<T> {
    pub n: usize,
    pub is: T,
}

/// Everything a section may be written from, in the order of the prompt.
#[derive(Debug, Default)]
pub struct Known {
    /// The people of the occupation, as the atlas calls them.
    pub title: Option<String>,
    pub lines: Vec<At<Passage>>,
    pub shown: Vec<At<Shown>>,
    pub missing: Vec<At<Missing>>,
    /// The highest first, like all that is rated.
    pub activities: Vec<At<Rated>>,
    /// Skills and fields of knowledge.
    pub abilities: Vec<At<Rated>>,
    pub tools: Vec<At<Tool>>,
    pub names: Vec<At<String>>,
    pub schooling: Vec<At<Rated>>,
    pub zone: Option<At<(char, String)>>,
    pub pay: Option<At<Pay>>,
    pub outlook: Option<At<Outlook>>,
    pub asked: Vec<At<Passage>>,
    pub unmet: Vec<At<Passage>>,
    pub matches: Vec<At<Match>>,
}

#[derive(Debug, Clone)]
pub struct Shown {
    pub skill: String,
    pub line: Passage,
}

#[derive(Debug, Clone)]
pub struct Missing {
    pub skill: String,
    /// What adding it is worth, as written.
    pub points: Option<String>,
}

/// A name with its figure as written.
#[derive(Debug, Clone)]
pub struct Rated {
    pub name: String,
    pub figure: String,
}

impl Rated {
    pub fn value(&self) -> f32 {
        self.figure.parse().unwrap_or(0.0)
    }
}

#[derive(Debug, Clone)]
pub struct Tool {
    pub name: String,
    pub how: Use,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    InDemand,
    OftenAsked,
    Plain,
}

/// Dollars a year, as written.
#[derive(Debug, Clone)]
pub struct Pay {
    pub median: String,
    pub year: String,
    pub low: Option<String>,
    pub high: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Outlook {
    pub falls: bool,
    pub percent: String,
    pub from: String,
    pub to: String,
    pub openings: Option<String>,
}

#[derive(Debug, Clone)]
pub struct Match {
    pub role: String,
    pub figure: String,
}

impl Known {
    pub fn read(facts: &[Fact]) -> Self {
        let mut known = Self::default();
        for (at, fact) in facts.iter().enumerate() {
            known.take(at + 1, fact);
        }
        for rows in [
            &mut known.activities,
            &mut known.abilities,
            &mut known.schooling,
        ] {
            rows.sort_by(|one, other| other.is.value().total_cmp(&one.is.value()));
        }
        known
            .matches
            .sort_by_key(|at| std::cmp::Reverse(at.is.figure.parse::<u32>().unwrap_or(0)));
        known
    }

    fn take(&mut self, n: usize, fact: &Fact) {
        let (label, text) = (fact.label.as_str(), fact.text.trim());
        if let Some(skill) = label.strip_prefix("résumé shows ") {
            if is_letter(skill) {
                return;
            }
            let line = Passage::read(text);
            let skill = skill.to_owned();
            self.shown.push(At {
                n,
                is: Shown { skill, line },
            });
            return;
        }
        match label {
            "résumé" => self.lines.push(At {
                n,
                is: Passage::read(text),
            }),
            "asked for, not shown yet" => {
                let is = missing(text);
                if !is_letter(&is.skill) {
                    self.missing.push(At { n, is });
                }
            }
            "job description" => self.asked.push(At {
                n,
                is: Passage::read(text),
            }),
            "job description asks, not met yet" => self.unmet.push(At {
                n,
                is: Passage::read(text),
            }),
            "computed" => self.matches.extend(matched(text).map(|is| At { n, is })),
            "occupation" => self.occupation(n, text),
            _ => {}
        }
    }

    /// A row of the atlas, with the title of its occupation before it or without.
    fn occupation(&mut self, n: usize, text: &str) {
        if let Some((title, what)) = text.split_once(": ")
            && self.row(n, what, is_cut(text))
        {
            self.title.get_or_insert_with(|| title.to_owned());
        } else {
            self.row(n, text, is_cut(text));
        }
    }

    /// Takes a row; whether it is one of a known kind.
    fn row(&mut self, n: usize, what: &str, is_cut: bool) -> bool {
        if let Some(names) = what.strip_prefix("also called ") {
            let names: Vec<&str> = names.split(", ").collect();
            let keep = names.len() - usize::from(is_cut);
            self.names.extend(names[..keep].iter().map(|name| At {
                n,
                is: (*name).to_owned(),
            }));
        } else if let Some(rest) = what.strip_prefix("median pay $") {
            self.pay = pay(rest, is_cut).map(|is| At { n, is });
        } else if let Some(rest) =
            what.strip_prefix("employment in the United States projected to ")
        {
            self.outlook = outlook(rest).map(|is| At { n, is });
        } else if let Some(rest) = what.strip_prefix("job zone ") {
            let word = rest.split_once(", ").map_or("", |(_, words)| words);
            let word = word.strip_suffix(" preparation").unwrap_or_default();
            self.zone = rest.chars().next().map(|step| At {
                n,
                is: (step, word.to_owned()),
            });
        } else if let Some((level, share)) = part(what, " is asked for in ", " % of jobs") {
            self.schooling.push(rated(n, level, share));
        } else {
            return self.element(n, what);
        }
        true
    }

    fn element(&mut self, n: usize, what: &str) -> bool {
        if let Some((name, share)) = part(what, ", ", " % of tasks") {
            self.activities.push(rated(n, name, share));
        } else if let Some((name, value)) = part(what, ", importance ", " of 5") {
            self.abilities.push(rated(n, name, value));
        } else {
            let uses = [
                (" is in demand", Use::InDemand),
                (" is often asked for", Use::OftenAsked),
                (" is used", Use::Plain),
            ];
            let tool = uses.iter().find_map(|(end, how)| {
                what.strip_suffix(end).map(|name| Tool {
                    name: name.to_owned(),
                    how: *how,
                })
            });
            let is_tool = tool.is_some();
            let tool = tool.filter(|tool| !is_letter(&tool.name));
            self.tools.extend(tool.map(|is| At { n, is }));
            return is_tool;
        }
        true
    }
}

/// The longest text of a fact in a prompt, without a blank at its end; one of this length may have lost its end.
const CUT_AT_CHARS: usize = 119;

pub fn is_cut(text: &str) -> bool {
    text.chars().count() >= CUT_AT_CHARS
}

/// A name of one letter is hardly told from a word, by a reader or by the guard.
fn is_letter(name: &str) -> bool {
    name.trim().chars().count() == 1
}

fn rated(n: usize, name: &str, figure: &str) -> At<Rated> {
    At {
        n,
        is: Rated {
            name: name.to_owned(),
            figure: figure.to_owned(),
        },
    }
}

/// What stands before and after `middle` where the text ends in `end`.
fn part<'t>(text: &'t str, middle: &str, end: &str) -> Option<(&'t str, &'t str)> {
    text.strip_suffix(end)?.rsplit_once(middle)
}

fn missing(text: &str) -> Missing {
    let worth = text
        .strip_suffix(" points")
        .and_then(|text| text.rsplit_once(", worth "));
    match worth {
        Some((skill, points)) => Missing {
            skill: skill.to_owned(),
            points: (points != "0").then(|| points.to_owned()),
        },
        None => Missing {
            skill: text.to_owned(),
            points: None,
        },
    }
}

fn matched(text: &str) -> Option<Match> {
    let (role, figure) = text.strip_prefix("match with ")?.rsplit_once(": ")?;
    let figure = figure.strip_suffix(" of 100")?;
    Some(Match {
        role: role.to_owned(),
        figure: figure.to_owned(),
    })
}

fn pay(rest: &str, is_cut: bool) -> Option<Pay> {
    let mut parts = rest.split("; ").collect::<Vec<_>>();
    let first = parts.remove(0);
    let (median, year) = first.split_once(" a year in the United States, ")?;
    if is_cut && !parts.is_empty() {
        parts.pop();
    }
    let find = |start: &str| {
        parts
            .iter()
            .find_map(|part| part.strip_prefix(start))
            .map(str::to_owned)
    };
    let is_whole = year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    is_whole.then(|| Pay {
        median: median.to_owned(),
        year: year.to_owned(),
        low: find("the lowest tenth below $"),
        high: find("the highest tenth above $"),
    })
}

fn outlook(rest: &str) -> Option<Outlook> {
    let (turns, rest) = rest.split_once(" by ")?;
    let (percent, rest) = rest.split_once(" % from ")?;
    let (from, rest) = rest.split_once(" to ")?;
    let (to, openings) = rest.split_once(", with ").unwrap_or((rest, ""));
    let openings = openings.strip_suffix(" openings a year");
    let is_year = |year: &str| year.len() == 4 && year.bytes().all(|byte| byte.is_ascii_digit());
    (is_year(from) && is_year(to)).then(|| Outlook {
        falls: turns == "fall",
        percent: percent.to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        openings: openings.map(str::to_owned),
    })
}
