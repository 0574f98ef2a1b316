//! Templates about how a résumé stands to a role.

pub const MATCH: &[&str] = &[
    "your match with {first} (is|stands at|comes to) {figure}.",
    "(measured|held|set) against {first}, your (résumé|page) (comes to|stands at|is) a match of {figure}.",
    "(set|put|held) next to {first}, your (résumé|page) is a match of {figure}.",
    "the (computed |)match with {first} (is|stands at|comes to|comes out at) {figure}.",
    "(as things are|as it stands|today|for now|at the moment|by the facts), (you match|your page matches|your résumé matches) {first} at {figure}.",
    "(with|at) {figure}, (your|the) match with {first} leaves (room|some room|space) (to grow|to rise|for more).",
    "{figure} is (your match|the match|where you stand) with {first}(| as things are| today| so far).",
    "(in numbers|in figures|as a figure|counted up|in short), (your match|the match) with {first} is {figure}.",
    "for {first}, (the match|your match) (stands at|is|comes to) {figure}(| today| so far| as things are).",
];

pub const PLAIN_MATCH: &[&str] = &[
    "(your match|the match) with this (role|work) (is|stands at|comes to) {figure}(| today| so far| as things are).",
    "(as things are|as it stands|today|for now|at the moment|by the facts), (your match|the match) is {figure}.",
    "(in numbers|as a figure|in figures|counted up|in short), your match with this (role|work) is {figure}.",
    "{figure} is (your match|the match|where you stand) with this (role|work)(| today| so far).",
    "(measured|held) against this (role|work), your (page|résumé) (comes to|stands at) a match of {figure}.",
];

pub const FAR: &[&str] = &[
    "your match with {first} is {figure}, so (there is a long way to go|it is a long road|this would be a large step|it would take time|it is good to know what is asked for).",
    "(the match|your match) with {first} is {figure}: (a first step|early days|a long way off, and that is good to know|a goal for later).",
    "(honestly|to be plain|to be frank|to say it plainly), (the way to {first} is long|there is far to go to {first}): (your|the) match is {figure}.",
    "with {figure}, the step to {first} (would be|is) a (long|large|big) one(| from here| from where you are).",
    "at {figure}, your match with {first} is (low|still low|small), (and|but) (it can grow|there are steps to take|it shows where to begin).",
    "your match with {first} is {figure}; (that is low|it is early days|much is still open), (and|but) (each line can change it|it can grow).",
];

pub const HALFWAY: &[&str] = &[
    "your match with {first} is {figure}: (a start|part of the way|some of it is there, some is still open|a start to build on).",
    "(you are part of the way|part of the way is done|some of the way is done): your match with {first} is {figure}.",
    "with {figure}, (your|the) match with {first} (is a start|is on its way|has begun), and (work remains|some steps remain|there is work to do).",
    "your match with {first} stands at {figure}, (a fair start|a start to build on|which leaves a good deal open).",
    "at {figure}, the step to {first} is a (real|fair) one, (and you can plan it|and it can be planned|but it can be done).",
];

pub const NEAR: &[&str] = &[
    "your match with {first} is {figure}, (a good base|a sound base|more than half of the way|which is a good start).",
    "(much of what counts is there|a good part is there|a good part is done|more is there than is open): your match with {first} is {figure}.",
    "with {figure}, (the way to {first} is more than half done|{first} can be your goal|you can aim for {first}).",
    "you match {first} at {figure}, so (a few steps|some steps|a few lines) (could|would) (do much|take you further|change much).",
    "at {figure}, your match with {first} is (good|a good base|above the middle), (and a few points are open|with room to rise|with some points still open).",
];

pub const CLOSE: &[&str] = &[
    "your match with {first} is {figure}, (so you are close|so most of it is there|which is high|and that is high).",
    "with {figure}, (the way to {first} is short|the step to {first} is small|you can aim for {first} at once).",
    "(most of what counts is there|you have most of it|most of it is on your page): your match with {first} is {figure}.",
    "you match {first} at {figure}; (what remains is detail|the remainder is detail|little is open).",
    "at {figure}, your match with {first} is (high|strong), (and|so) (the remainder is detail|little is open|most of it is done).",
];

pub const TWO_MATCHES: &[&str] = &[
    "nearest to your (page|résumé) (is|comes) {first} (with|at) {figure}, then {second} (with|at) {figure2}.",
    "your match is {figure} with {first} and {figure2} with {second}.",
    "(measured|held) against the atlas, your (page|résumé) is nearest to {first} at {figure}, with {second} (next|second) at {figure2}.",
    "the match is {figure} for {first} and {figure2} for {second}.",
    "(in first place|at the top|first) (is|stands|comes) {first} with a match of {figure}, (ahead of|before|followed by) {second} at {figure2}.",
    "two ways (lie near|are near|are open|lead on from here): {first} at {figure} and {second} at {figure2}.",
    "you match {first} at {figure} and {second} at {figure2}.",
    "with {first} your match is {figure}, (and|while) with {second} it is {figure2}.",
    "first (comes|stands) {first} with a match of {figure}, then {second} with {figure2}.",
];

pub const BEST_MATCH: &[&str] = &[
    "nearest to your (page|résumé) is {first}, (with a match of|at) {figure}.",
    "your (best|highest|closest|nearest) match is {first}(: {figure}|, at {figure}|, with {figure}).",
    "(of all that was compared|of the whole atlas|of all occupations), the best fit for your page is {first}, at {figure}.",
    "first (comes|stands|is) {first} with a match of {figure}.",
    "at {figure}, (the nearest to you|your closest match|the best fit for your page) is {first}.",
];

pub const SHARED: &[&str] = &[
    "+{list} are asked for, and your (page|résumé) shows them.",
    "+(the overlap|what you share with this work|the common ground) is (plain|real|clear): {list}.",
    "+(you bring|you already bring|you can offer) what is asked for in {list}.",
    "+(the role|this work) fits (you |)because (you show|your page shows) {list}.",
    "+(you already show|your page already shows) {list}, and (they|these) count here.",
    "+(from what is asked for|of the skills asked for), {list} are on your page.",
    "+(in your favour|on your side|on the plus side) are {list}.",
    "+(start|lead|begin) with {list}, since they are asked for and on your page.",
    "+{list}: (these are|that is) (what you share with this work|where you and this work meet|your common ground with it).",
    "+(a reader|an employer) (finds|will find) {list} on your page, (as asked for|as the role wants|as this work wants).",
    "+(the case for it|the case for you|your case) (rests on|begins with|is) {list}, (which are|all) asked for and shown.",
    "+(this work|the role) wants {list}, and you show (all of them|them|these).",
];

pub const POSITION: &[&str] = &[
    "+your (work|time) {as}( at {place}|) is (the base you would build on|a good place to come from|what you would start from|the ground you stand on).",
    "+(you come|you would come) to it from (work|your time|your work) {as}( at {place}|).",
    "+your (work|time) {as}( at {place}|) is (what you can build on|a place to start from|what to speak about first|the nearest thing to it on your page).",
    "+(from|out of) your (work|time) {as}( at {place}|), (you can build on what you know|you have work to speak about|there is much to tell).",
    "+you have worked {as}( at {place}|), and (that is a start|you can build on it|that helps here).",
    "+what you know from (work|your time) {as}( at {place}|) (would help|would count|could help you|would serve you well) here.",
];

pub const POSITION_AND_SKILL: &[&str] = &[
    "(this work|the role) fits because of your (work|time) {as}( at {place}|), and because your (page|résumé) shows {skill}.",
    "(from|with) your (work|time) {as}( at {place}|) you bring {skill}, which is asked for.",
    "your (work|time) {as}( at {place}|) and {skill} are (two things that speak for it|the bridge to this work|what speaks for it).",
    "you come from (work|your time) {as}( at {place}|), and you show {skill}, (which is asked for|as asked for|as this work wants).",
    "(besides|next to|along with) your (work|time) {as}( at {place}|), there is {skill}, (which is asked for|which counts here|which this work wants).",
    "two things speak for it: your (work|time) {as}( at {place}|), and {skill}, which your (page|résumé) shows.",
];

pub const OPEN_ONE: &[&str] = &[
    "+{skill} is (asked for|wanted|needed) (here |in this work |)and not shown yet(; (a line on it|an example|a project with it|showing it) would (help|count|bring you closer)|).",
    "+(what is not shown yet is|not shown yet is|not shown yet:) {skill}(, which is asked for|).",
    "+{skill} is not shown yet, (though|and) (it is asked for|the role asks for it|this work asks for it).",
    "+(this work|the role|it) asks for {skill} (too|as well), which is not shown yet.",
    "+one thing is not shown yet: {skill}(, (which is asked for|which counts here)|).",
    "+your (page|résumé) does not show {skill} yet(, and it is asked for|, which is asked for|).",
    "+what would (bring you closer|help|move you on|count) (most |now |)is {skill}, (which is |)asked for and not shown yet.",
    "+{skill} is (the open point|an open point|still open): asked for, not shown yet.",
    "+(as for|on) {skill}, it is asked for and not shown yet.",
    "+{skill}, (which is |)asked for, is not (shown|on the page) yet.",
    "+a line (on|about|for) {skill} would help, as it is asked for and not shown yet.",
    "+(add|consider) {skill} next(: it is|, since it is|, as it is) asked for and not shown yet.",
    "+{skill} (has|needs) a place here and is not shown yet.",
];

pub const OPEN_MORE: &[&str] = &[
    "+{list} are (asked for|wanted|needed) (here |in this work |)and not shown yet(; (a line on each|an example of each|showing them) would (help|count|bring you closer)|).",
    "+(what is not shown yet:|not shown yet:|not shown yet are) {list}.",
    "+{list} are not shown yet, (though|and) (they are asked for|the role asks for them|this work asks for them).",
    "+(this work|the role|it) (also |)asks for {list}, which are not shown yet.",
    "+{two} (things|skills) are not shown yet: {list}(, and they are asked for|).",
    "+your (page|résumé) does not show {list} yet(, (and they are|which are) asked for|).",
    "+what would (bring you closer|help|move you on|count) (most |now |)is {list}, (which are |)asked for and not shown yet.",
    "+(the open points are|still open are) {list}: asked for, not shown yet.",
    "+(lines|a line each|an example each) for {list} would help, as they are asked for and not shown yet.",
    "+(add|learn|consider) {list} next, (since|as) they are asked for and not shown yet.",
    "+(as for|on) {list}, they are asked for and not shown yet.",
    "+{list}, (which are |)asked for, are not (shown|on the page) yet.",
];
