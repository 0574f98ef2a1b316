//! Entries of a list of strengths: short, without a full stop.

pub const POSITION: &[&str] = &[
    "{title}( at {place}|), (work|a position|a role) (you can|to) (speak about|build on|point to|start from)",
    "(experience|practice) (a reader|an employer) can (place|picture|check|follow): {title}( at {place}|)",
    "(hands-on|real|everyday|solid|long) (work|experience|practice) {as}( at {place}|)",
    "(your time|your work|the time spent|what you know from work) {as}( at {place}|)",
    "(a base|a background|a place) (to build on|to start from|for more): {title}( at {place}|)",
    "work {now}( at {place}|), (so what you know is fresh|which keeps your practice fresh|as of today)",
];

pub const DEED: &[&str] = &[
    "(results|work|a result|a deed|proof) (you can|a reader can|anyone can) (point to|see at once|picture|check|remember|name): you {deed}",
    "(clear|plain|solid|real|good) (proof|evidence) (of work done|from work|that you get things done): you {deed}",
    "a figure (that counts|to remember|worth saying early|that speaks for itself|behind your work), {figure}: you {deed}",
    "you {deed}, (which|and that) (says a lot|counts|is easy to picture|is worth saying early|carries weight|makes a point)",
    "{done}: (a result|work|something) (to lead with|to keep near the top|to speak about|that stays in mind|worth repeating)",
    "(a line|one line) (with weight|to lead with|for the top of the page|that speaks for you|to keep as it is): you {deed}",
    "(you show|you can show|you prove|you can say) (in plain words|by your work|with a result) that you {deed}",
];

pub const STUDY: &[&str] = &[
    "{degree}( from {school}|), (a base|a foundation|ground|something) to (build on|stand on|start from)",
    "(your studies|your education|your schooling|your training): {degree}( from {school}|)",
    "(schooling|education|studies|training) to (build on|point to|start from|show): {degree}( from {school}|)",
    "(education|schooling) (that|which) (counts|stays with you|helps|opens doors): {degree}( from {school}|)",
    "(with|holding) {degree}( from {school}|), (you have a base|you have schooling to show|you bring studies too)",
    "(your studies|your education|your schooling), as in {study}",
    "(schooling|education|studies) to (build on|point to|show): {study}",
    "(education|schooling) on the page: {study}",
];

pub const QUOTE: &[&str] = &[
    "(a line|one line) that (speaks for you|says a lot|is worth keeping|counts): {quote}",
    "(in your own words|by your own account|as you put it): {quote}",
    "(clear|plain|good) words about (your work|what you do|yourself): {quote}",
    "{quote}, (said in plain words|which says where you stand|a line worth keeping)",
];

pub const SKILL: &[&str] = &[
    "{skill}, (asked for and|wanted and|looked for and) (on your page|on the page|there to see|yours by the page)",
    "(a skill|one skill|something) (the role|this work) asks for and your (page|résumé) (shows|names|has): {skill}",
    "{skill}, which (the role|this work) (asks for|wants|looks for)",
    "(your page|your résumé) (shows|names|speaks of) {skill}, (as asked|which is asked for|which counts here)",
    "(on your page|on the page|there already|in plain sight|named by you): {skill}, (which is asked for|as asked|as this work wants|asked for here)",
    "{skill}: (asked for|wanted|looked for), and (named on your page|there on the page|your page has it)",
    "{skill} is (there|on the page|on your page), (and it is asked for|as asked|which helps|which counts here)",
];

pub const SKILLS: &[&str] = &[
    "{list}, (both|each of them) (asked for|wanted|looked for) and (on your page|on the page|there to see)",
    "(two skills|two things) (the role|this work) asks for and your (page|résumé) (shows|names|has): {list}",
    "{list} (together|side by side|in one person|on one page)(, as asked for|)",
    "(skills|things) (you share with this work|that are asked for|you can point to): {list}",
    "(a pair|two) of the (skills|things) asked for: {list}",
];

pub const SKILL_AND_DEED: &[&str] = &[
    "{skill}, (shown|proved|put to use|at work|plain to see) where you {deed}",
    "{skill}(, (in short|in one line|for example)|): you {deed}",
    "{skill} (at work|in practice|in use|in action|from real work): (you {deed}|{quote})",
    "(proof of|a good sign of|evidence of|a clear case of) {skill}: (you {deed}|{quote})",
    "{skill}, (since|because|as) you {deed}",
    "{skill}, (as in|seen in|backed by|shown by) {quote}",
    "you {deed}, (which shows|a sign of|proof of|which takes) {skill}",
];

pub const SKILL_AND_POSITION: &[&str] = &[
    "{skill}, (from|shown by|backed by|learnt in) your (work|time) {as}( at {place}|)",
    "your (work|time) {as}( at {place}|), (which shows|a sign of|which speaks for) {skill}",
    "(proof of|a sign of|evidence of) {skill}: your (work|time) {as}( at {place}|)",
];

pub const SKILL_AND_QUOTE: &[&str] = &[
    "{skill}, (as in|seen in|backed by|shown by|read in) {quote}",
    "{quote}, (which shows|a sign of|which speaks for|where one sees) {skill}",
    "(proof of|a sign of|evidence of|a line for) {skill}: {quote}",
];
