//! A document as read against its truth.

use aspiro::career::resume::{Resume, WarningKind};

use super::truth::Truth;
use super::words::{alike, unspaced};

/// How many of how many.
#[derive(Default)]
pub(super) struct Share {
    pub right: usize,
    pub n: usize,
}

impl Share {
    fn add(&mut self, right: bool) {
        self.right += usize::from(right);
        self.n += 1;
    }

    pub(super) fn share(&self) -> f64 {
        self.right as f64 / self.n.max(1) as f64
    }
}

/// Found, wanted, and both.
#[derive(Default)]
pub(super) struct Overlap {
    both: usize,
    found: usize,
    wanted: usize,
}

impl Overlap {
    pub(super) fn f1(&self) -> f64 {
        2.0 * self.both as f64 / (self.found + self.wanted).max(1) as f64
    }
}

#[derive(Default)]
pub(super) struct Counts {
    /// Fields of the contact that the truth names.
    pub contact: Share,
    /// Fields of entries: title, employer, dates.
    pub experience: Overlap,
    /// Entries with every field right.
    pub positions: Overlap,
    /// Degree, institution, dates.
    pub education: Overlap,
    pub studies: Overlap,
    pub skills: Overlap,
    /// Lines that stand in one piece and in order.
    pub order: Share,
    pub hidden: Share,
}

impl Counts {
    pub(super) fn add(&mut self, truth: &Truth, read: Option<&Resume>) {
        for (_, wanted, found) in contact(truth, read) {
            self.contact.add(wanted == found);
        }
        count(
            &positions(truth),
            &positions_read(read),
            &mut self.experience,
            &mut self.positions,
        );
        count(
            &studies(truth),
            &studies_read(read, truth),
            &mut self.education,
            &mut self.studies,
        );
        let (wanted, found) = (wanted_skills(truth), found_skills(read));
        self.skills.both += wanted.len() - missing(&wanted, &found).len();
        self.skills.wanted += wanted.len();
        self.skills.found += found.len();
        let order = order(truth, read);
        self.order.right += order.in_order;
        self.order.n += order.n;
        for hidden in &truth.hidden {
            self.hidden.add(is_told_apart(hidden, read));
        }
    }
}

/// Wrong entries of one file, by kind.
#[derive(Default)]
pub(super) struct Errors {
    contact: usize,
    experience: usize,
    education: usize,
    skills: usize,
}

/// A kind of entry and how many of it are wrong.
type Kind = (&'static str, fn(&Errors) -> usize);

impl Errors {
    pub(super) const KINDS: [Kind; 4] = [
        ("contact", |errors| errors.contact),
        ("experience", |errors| errors.experience),
        ("education", |errors| errors.education),
        ("skills", |errors| errors.skills),
    ];

    pub(super) fn of(truth: &Truth, read: Option<&Resume>) -> Self {
        let wrong = |wanted: &[Entry], found: &[Entry]| {
            let n_right = pair(wanted, found)
                .iter()
                .filter(|(wanted, found)| wanted.is_some() && wanted == found)
                .count();
            wanted.len().max(found.len()) - n_right
        };
        let (skills, skills_read) = (wanted_skills(truth), found_skills(read));
        // A truth without skills says nothing about them.
        let n_skills = if skills.is_empty() {
            0
        } else {
            missing(&skills, &skills_read)
                .len()
                .max(missing(&skills_read, &skills).len())
        };
        Self {
            contact: contact(truth, read)
                .iter()
                .filter(|(_, wanted, found)| wanted != found)
                .count(),
            experience: wrong(&positions(truth), &positions_read(read)),
            education: wrong(&studies(truth), &studies_read(read, truth)),
            skills: n_skills,
        }
    }
}

/// Fields the truth names, with what should stand there and what does.
fn contact(truth: &Truth, read: Option<&Resume>) -> Vec<(&'static str, String, String)> {
    let found = read
        .map(|resume| resume.contact.clone())
        .unwrap_or_default();
    let wanted = &truth.contact;
    let mut fields: Vec<_> = [
        ("full_name", &wanted.full_name, found.full_name),
        ("email", &wanted.email, found.email),
        ("phone", &wanted.phone, found.phone),
        ("location", &wanted.location, found.location),
    ]
    .into_iter()
    .filter_map(|(name, wanted, found)| {
        Some((
            name,
            alike(wanted.as_ref()?),
            alike(&found.unwrap_or_default()),
        ))
    })
    .collect();
    if let Some(links) = &wanted.links {
        let sorted = |links: &[String]| {
            let mut links: Vec<String> = links.iter().map(|link| alike(link)).collect();
            links.sort();
            links.join(" ")
        };
        fields.push(("links", sorted(links), sorted(&found.links)));
    }
    fields
}

/// The fields of an entry, empty where nothing is written.
type Entry = [String; 3];

fn entry(fields: [Option<&str>; 3]) -> Entry {
    fields.map(|field| alike(field.unwrap_or_default()))
}

fn positions(truth: &Truth) -> Vec<Entry> {
    let fields = truth.experience.iter().map(|job| {
        entry([
            job.title.as_deref(),
            job.company.as_deref(),
            job.dates.as_deref(),
        ])
    });
    fields.collect()
}

fn positions_read(read: Option<&Resume>) -> Vec<Entry> {
    let jobs = read.into_iter().flat_map(|resume| &resume.experience);
    jobs.map(|job| {
        entry([
            job.title.as_deref(),
            job.company.as_deref(),
            job.dates.as_deref(),
        ])
    })
    .collect()
}

fn studies(truth: &Truth) -> Vec<Entry> {
    let fields = truth.education.iter().map(|study| {
        entry([
            study.degree.as_deref(),
            study.institution.as_deref(),
            study.dates.as_deref(),
        ])
    });
    fields.collect()
}

/// Without dates where the truth tells none of any.
fn studies_read(read: Option<&Resume>, truth: &Truth) -> Vec<Entry> {
    let tells_dates = truth.education.iter().any(|study| study.dates.is_some());
    let studies = read.into_iter().flat_map(|resume| &resume.education);
    studies
        .map(|study| {
            let dates = study.dates.as_deref().filter(|_| tells_dates);
            entry([study.degree.as_deref(), study.institution.as_deref(), dates])
        })
        .collect()
}

/// Entries that belong together, those with the most equal fields first; one of a pair may be missing.
fn pair<'a>(
    wanted: &'a [Entry],
    found: &'a [Entry],
) -> Vec<(Option<&'a Entry>, Option<&'a Entry>)> {
    let mut pairs = Vec::new();
    let (mut left, mut right): (Vec<_>, Vec<_>) = (wanted.iter().collect(), found.iter().collect());
    for n_equal in (1..=3).rev() {
        left.retain(|wanted| {
            let at = right
                .iter()
                .position(|found| n_alike(wanted, found) >= n_equal);
            at.map(|at| pairs.push((Some(*wanted), Some(right.remove(at)))))
                .is_none()
        });
    }
    pairs.extend(left.into_iter().map(|wanted| (Some(wanted), None)));
    pairs.extend(right.into_iter().map(|found| (None, Some(found))));
    pairs
}

/// Fields that are the same and not both empty.
fn n_alike(a: &Entry, b: &Entry) -> usize {
    a.iter()
        .zip(b)
        .filter(|(a, b)| a == b && !a.is_empty())
        .count()
}

fn count(wanted: &[Entry], found: &[Entry], fields: &mut Overlap, entries: &mut Overlap) {
    let n_fields = |entry: &Entry| entry.iter().filter(|field| !field.is_empty()).count();
    for pair in pair(wanted, found) {
        if let (Some(wanted), Some(found)) = pair {
            fields.both += n_alike(wanted, found);
            entries.both += usize::from(wanted == found);
        }
        fields.wanted += pair.0.map_or(0, n_fields);
        fields.found += pair.1.map_or(0, n_fields);
    }
    entries.wanted += wanted.len();
    entries.found += found.len();
}

fn wanted_skills(truth: &Truth) -> Vec<String> {
    truth.skills.iter().map(|skill| alike(skill)).collect()
}

fn found_skills(read: Option<&Resume>) -> Vec<String> {
    let skills = read.into_iter().flat_map(|resume| &resume.skills);
    skills.map(|skill| alike(&skill.text)).collect()
}

/// Those of `wanted` that have no counterpart of their own in `found`.
fn missing<'a>(wanted: &'a [String], found: &[String]) -> Vec<&'a String> {
    let mut left: Vec<&String> = found.iter().collect();
    wanted
        .iter()
        .filter(
            |wanted| match left.iter().position(|found| found == wanted) {
                Some(at) => {
                    left.swap_remove(at);
                    false
                }
                None => true,
            },
        )
        .collect()
}

struct InOrder {
    in_order: usize,
    n: usize,
    torn: Vec<String>,
}

/// Lines found in one piece, blanks aside, and the most of them that follow each other as they should.
fn order(truth: &Truth, read: Option<&Resume>) -> InOrder {
    let lines = truth.lines.as_deref().unwrap_or_default();
    let text = read
        .map(|resume| unspaced(&resume.text))
        .unwrap_or_default();
    let (mut at, mut places, mut torn) = (0, Vec::new(), Vec::new());
    for line in lines {
        let wanted = unspaced(line);
        // The same words may stand in several places: the next one counts, else the first.
        let found = text[at..]
            .find(&wanted)
            .map(|found| at + found)
            .or_else(|| text.find(&wanted));
        match found {
            Some(found) => {
                places.push(found);
                at = found + wanted.len();
            }
            None => torn.push(line.clone()),
        }
    }
    InOrder {
        in_order: longest_rise(&places),
        n: lines.len(),
        torn,
    }
}

/// The length of the longest strictly rising subsequence.
fn longest_rise(places: &[usize]) -> usize {
    let mut ends: Vec<usize> = Vec::new();
    for place in places {
        let at = ends.partition_point(|end| end < place);
        if at == ends.len() {
            ends.push(*place);
        } else {
            ends[at] = *place;
        }
    }
    ends.len()
}

/// Whether a warning shows the hidden words and the text does not have them.
fn is_told_apart(hidden: &str, read: Option<&Resume>) -> bool {
    let wanted = unspaced(hidden);
    read.is_some_and(|resume| {
        let is_shown = resume.warnings.iter().any(|warning| {
            warning.kind == WarningKind::HiddenText && unspaced(&warning.message).contains(&wanted)
        });
        is_shown && !unspaced(&resume.text).contains(&wanted)
    })
}

/// What differs, a line each.
pub(super) fn differences(truth: &Truth, read: Option<&Resume>, say: &mut impl FnMut(String)) {
    for (name, wanted, found) in contact(truth, read) {
        if wanted != found {
            say(format!("contact {name}\t{wanted}\t{found}"));
        }
    }
    let kinds = [
        ("experience", positions(truth), positions_read(read)),
        ("education", studies(truth), studies_read(read, truth)),
    ];
    for (kind, wanted, found) in kinds {
        for (wanted, found) in pair(&wanted, &found) {
            if wanted != found {
                say(format!("{kind}\t{wanted:?}\t{found:?}"));
            }
        }
    }
    let (wanted, found) = (wanted_skills(truth), found_skills(read));
    let (lost, added) = (missing(&wanted, &found), missing(&found, &wanted));
    if !lost.is_empty() || !added.is_empty() && !wanted.is_empty() {
        say(format!("skills\t{lost:?}\t{added:?}"));
    }
    let order = order(truth, read);
    if order.in_order < order.n {
        say(format!(
            "order\t{}/{}\t{:?}",
            order.in_order, order.n, order.torn
        ));
    }
    for hidden in &truth.hidden {
        if !is_told_apart(hidden, read) {
            say(format!("hidden\t{hidden}"));
        }
    }
}
