//! Who the person is, by their own page: the sentence most analyses begin with.

use super::Writer;
use super::names::{company, person_slots, school, title};
use crate::advisor::guide::frame::Slots;

const AT_WORK: &[&str] = &[
    "You have been {title} at {company} since {since}, the latest stop in {years} of work.",
    "{years} of work stand behind this résumé, most recently as {title} at {company}.",
    "Since {since} you have worked as {title} at {company}.",
    "From {first_title} to {title} in {years}: your résumé tells that story plainly.",
    "It took you {years} to get from {first_title} to {title}.",
    "The page opens with {company}, where you have been {title} since {since}.",
    "After {years} in work, you are {title} at {company}.",
    "Between {first_title} at {first_company} and {title} at {company} lie {years} of work.",
    "Begin with what is solid: {years} of work, and a post as {title} at {company}.",
    "A reader meets you as {title} at {company}, {years} into a working life.",
    "It is plain from the first entry what you do now: you are {title} at {company}.",
    "{company} has had you as {title} since {since}, and that is where this résumé starts.",
    "Your working life runs to {years} so far, the most recent part of it as {title} at {company}.",
    "As {title} at {company}, you have {years} of work to draw on.",
    "Today you are {title} at {company}; you began as {first_title} at {first_company}.",
    "Count from {first_title} at {first_company}, and you have {years} behind you by now.",
    "Look at the first line of work: {title} at {company}, since {since}.",
    "Few words are needed to place you: {title} at {company}, {years} in work.",
    "If somebody asked what you do, the page would answer at once: {title} at {company}.",
    "At {company} you work as {title}, with {years} of work behind you in all.",
    "The present tense on your page belongs to {company}, where you are {title}.",
    "Of your {years} in work the latest part belongs to {company}, as {title}.",
    "Somebody who rang {company} today would find you there as {title}.",
    "Your working days are spent at {company}, as {title} since {since}.",
    "Right now you work as {title} at {company}, and {years} of work are on the page.",
];

const LEFT_WORK: &[&str] = &[
    "Your most recent post, as {title} at {company}, ran until {until}.",
    "Until {until} you worked as {title} at {company}, with {years} of work in all.",
    "{years} of work lead up to {until}, when your time as {title} at {company} came to an end.",
    "The latest entry is {title} at {company}, up to {until}.",
    "Your résumé reaches as far as {until}, when you were {title} at {company}.",
    "Behind you lie {years} of work, the last of it as {title} at {company}.",
    "Before {until} you spent your working days as {title} at {company}.",
    "When the dates stop, in {until}, you are {title} at {company}.",
];

const UNDATED_WORK: &[&str] = &[
    "Your résumé opens with {title} at {company}.",
    "The first post on the page is {title} at {company}.",
];

const TITLE_ONLY: &[&str] = &[
    "The first thing a reader learns is that you have worked as {title}.",
    "Your résumé leads with {title}.",
    "You present yourself as {title}.",
    "Work as {title} comes first on the page.",
];

const YEARS_ONLY: &[&str] = &[
    "The page accounts for {years} of work.",
    "{years} of dated work stand on this page.",
    "By the dates you give, {years} of work are behind you.",
    "Add up the dates and you have {years} of work to show.",
];

const STUDY: &[&str] = &[
    "{degree} from {school} is the main thing on the page, so it has to do most of the talking.",
    "What you have to show so far is mostly study: {degree} from {school}.",
    "Study comes first on your résumé, with {degree} from {school}.",
    "You are at the start of things, with {degree} from {school}.",
    "Your page begins with {degree} from {school}.",
    "So far your résumé is built around {degree}, from {school}.",
    "Education leads here: {degree} from {school}.",
];

const STUDY_SHORT: &[&str] = &[
    "Your résumé begins with {degree}.",
    "Study comes first on the page: {degree}.",
    "{degree} is what your résumé opens with.",
    "So far the page is built around {degree}.",
];

const PLACE_ONLY: &[&str] = &[
    "Your résumé begins with {place}.",
    "The first name on the page is {place}.",
    "{place} is what a reader sees first.",
    "The page opens with {place}.",
];

const LINE: &[&str] = &[
    "One line sets the tone: {quote}.",
    "Your résumé says it in a line: {quote}.",
    "The page begins to speak with {quote}.",
    "The clearest line on the page is {quote}.",
];

const SHORT: &[&str] = &[
    "Your résumé is short, so this analysis has only a little to build on.",
    "The page is brief, and what follows is brief for that reason.",
    "A few lines are all there is to go by here.",
];

impl Writer<'_> {
    pub(super) fn who(&mut self) {
        const KEY: &str = "analysis";
        let person = &self.facts.person;
        let slots = person_slots(person);
        let place = person
            .positions
            .iter()
            .find_map(|p| Some((company(p)?, vec![p.id])));
        let studied = person
            .education
            .iter()
            .find_map(|s| Some((school(s)?, vec![s.id])));
        let places = Slots::default().maybe("place", place.or(studied));
        let latest = person
            .positions
            .iter()
            .find(|p| title(p).is_some() || company(p).is_some());
        let dated = if latest.is_some_and(|latest| latest.is_current) {
            AT_WORK
        } else {
            LEFT_WORK
        };
        let told = [
            dated,
            UNDATED_WORK,
            TITLE_ONLY,
            YEARS_ONLY,
            STUDY,
            STUDY_SHORT,
        ]
        .iter()
        .any(|frames| self.tell(KEY, 0, frames, &slots))
            || self.tell(KEY, 0, PLACE_ONLY, &places);
        let Some(id) = person.opening.filter(|_| !told) else {
            return;
        };
        let quote = self.quote([id]).map(|(quote, id)| (quote, vec![id]));
        let slots = Slots::citing([id]).maybe("quote", quote);
        let frames = if self.tell(KEY, 0, LINE, &slots) {
            &[]
        } else {
            SHORT
        };
        self.tell(KEY, 0, frames, &slots);
    }
}
