//! What a role is about: the description of a suggestion.

use super::Writer;
use crate::advisor::facts::RoleFacts;
use crate::advisor::guide::about;
use crate::advisor::guide::english::article;
use crate::advisor::guide::frame::Slots;
use crate::advisor::guide::phrase::{capitalised, count, number};
use crate::career::analysis::{Kind, Need};

const KEY: &str = "description";

/// For a role that the atlas has under another name.
const FILED: &[&str] = &[
    "The atlas counts {a_one} among {many}, so the facts here are theirs.",
    "What is on record about {a_one} is kept under {many}.",
    "Facts about {a_one} come from a wider group, {many}.",
    "In the atlas the heading for {a_one} is {many}.",
    "Look for {a_one} in the tables and the trail leads to {many}.",
];

const OUTSIDE: &[&str] = &[
    "{Name} stands outside the atlas, so only the page itself is weighed here: its titles and its words.",
    "{Name} is a role the atlas has yet to hear of; what can be weighed is the name itself against your titles and words.",
    "Figures on pay and outlook stop at the edge of the atlas, and {name} lies beyond it.",
];

const ASKED: &[&str] = &[
    "The description calls {required} required and {preferred} preferred.",
    "It separates {required} it requires from {preferred} it would like.",
    "As written, {required} must be there and {preferred} would be welcome.",
];

const ALL_REQUIRED: &[&str] = &[
    "The description names {required}, all of them required.",
    "Everything it lists is required: {required}.",
];

impl Writer<'_> {
    pub(super) fn description(&mut self, index: usize, role: &RoleFacts) {
        let known = about::slots(&role.naming, &role.about);
        if role.naming.is_filed_elsewhere
            && role.naming.many.as_deref() != Some("people in this work")
        {
            self.filed(index, role);
        }
        if self.facts.kind == Kind::Job {
            self.job_in_short(index);
        }
        self.tell(KEY, index, about::WORK, &known);
        // A best fit has three of these; one of them need not say everything.
        let by_tools =
            role.about.n_in_demand > 2 && (index % 2 == 1 || self.teller.choose("tools", 2) == 0);
        let (tool_frames, tools) = about::tools(&role.about, 4);
        let told = by_tools && self.tell(KEY, index, tool_frames, &tools);
        if !told {
            self.tell(KEY, index, about::MIND, &known);
        }
        let way_in = self.tell(KEY, index, about::WAY_IN, &known);
        if !way_in {
            self.tell(KEY, index, about::ZONE, &known);
        }
        self.tell(KEY, index, about::PAY, &known);
        if role.about.future.is_some() {
            self.tell(KEY, index, about::future_frames(&role.about), &known);
        }
        if self.n_of(KEY, index) == 0 {
            let name = &role.naming.role;
            let slots = Slots::citing(role.part_ids())
                .word("Name", capitalised(name))
                .word("name", name.clone());
            self.tell(KEY, index, OUTSIDE, &slots);
        }
    }

    fn filed(&mut self, index: usize, role: &RoleFacts) {
        let naming = &role.naming;
        let (Some(one), Some(many)) = (&naming.one, &naming.many) else {
            return;
        };
        let titles = role.about.other_titles.iter().map(|row| row.id).take(1);
        let slots = Slots::citing(titles)
            .word("a_one", format!("{} {one}", article(one)))
            .word("many", many.clone());
        self.tell(KEY, index, FILED, &slots);
    }

    fn job_in_short(&mut self, index: usize) {
        let all = &self.facts.requirements;
        let required = all.iter().filter(|r| r.need == Need::Required);
        let n = required.clone().count();
        if n == 0 {
            return;
        }
        let ids = required.filter_map(|r| r.evidence.last().copied()).take(6);
        let rest = all.len() - n;
        let slots = Slots::citing(ids).word("required", count(n, "thing", "things"));
        if rest == 0 {
            self.tell(KEY, index, ALL_REQUIRED, &slots);
        } else {
            self.tell(KEY, index, ASKED, &slots.word("preferred", number(rest)));
        }
    }
}
