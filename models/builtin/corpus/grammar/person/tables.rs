//! Templates of an analysis, and for a skill with the line that shows it.

pub const POSITION: &[&str] = &[
    "+your (résumé|page) (shows|has) you {as}( at {place}|).",
    "+(you work|you are at work|at present you work|these days you work) {now}( at {place}|).",
    "+you have worked {as}( at {place}|).",
    "+your (résumé|page) (shows|lists|tells of|has) (work|time|a time|experience) {as}( at {place}|).",
    "+(what stands out|one thing that stands out|what comes first|a first thing to see|a good place to begin) is your (work|time) {as}( at {place}|).",
    "+(with|through|from) your (work|time) {as}( at {place}|), (you have|there is|your page has) (something to build on|a solid base|a clear starting point|work to speak of).",
    "+{place} (is where you work|is where you are at work) {now}.",
    "+at {place} you (worked|have worked) {as}.",
    "+(the line|the entry) “{title}( at {place}|)” (says|tells) (where you come from|a good deal about your work|what your work has been).",
    "+(start|begin|let us start) (with|from) your (work|time) {as}( at {place}|).",
    "+your (work|time|experience) {as}( at {place}|) (is the base|is where to begin|gives your page its base|carries the page).",
];

pub const DEED: &[&str] = &[
    "+your (résumé|page) (says|shows|tells|records) that you {deed}.",
    "+(one|a) line (stands out|is worth a second look|says a lot|speaks for you|carries weight): you {deed}.",
    "+(in your own words|by your own account|as your page puts it|by what you write), you {deed}.",
    "+(among|of) the things you have done, this (counts|stands out|is worth naming|comes first): you {deed}.",
    "+that you {deed} is (worth saying early|worth a place near the top|a good thing to show|plain proof of work done).",
    "+a figure (like|such as) {figure} (says more than a long list|is easy to remember|makes it real|gives it weight): you {deed}.",
    "+(what a reader will remember|what stays in mind|what a reader takes away) is this: you {deed}.",
    "+(you can point to|you can show|your page has|there is) (a clear|a plain|a real) result: you {deed}.",
    "+(start|begin) with this: you {deed}.",
    "+you {deed}, (and your page says so|and it is good that your page says so|as your page says|and that is a good line to lead with).",
];

pub const STUDY: &[&str] = &[
    "+you (hold|have|bring) {degree}( from {school}|).",
    "+your (résumé|page) (shows|has|lists|names) {degree}( from {school}|).",
    "+(behind|under) your work (is|stands) {degree}( from {school}|).",
    "+(your studies|your schooling) (led to|ended in|gave you) {degree}( from {school}|).",
    "+with {degree}( from {school}|), (you have a base|you bring schooling|your education is on the page).",
    "+(on|for) education, your (page|résumé) (says|shows|has) {study}.",
    "+(for education|as for schooling), there is {study} on your (page|résumé).",
];

pub const QUOTE: &[&str] = &[
    "+your (résumé|page) (says|reads): {quote}.",
    "+(one|a) line (of your résumé|of yours|on your page) (reads|says): {quote}.",
    "+(you write|in your words): {quote}.",
    "+(start|begin) from what you (write|say): {quote}.",
    "+{quote} is what your (page|résumé) (says|gives|shows)( about you| of you|).",
    "+with {quote}, your page says (something about your work|what you do|where you stand).",
];

pub const POSITION_AND_DEED: &[&str] = &[
    "your (résumé|page) shows you {as}( at {place}|), and it (says|records|tells) that you {deed2}.",
    "you have worked {as}( at {place}|), and you {deed2}.",
    "you work {now}( at {place}|), and (your page says that|by your page|as your page says,) you {deed2}.",
    "(next to|beside|along with) your (work|time) {as}( at {place}|), (one line|one result) stands out: you {deed2}.",
    "{title}( at {place}|) is (one side of your page|on your page), and (there is|it has) a result (too|as well): you {deed2}.",
    "two things (stand out|come first|are worth saying): your (work|time) {as}( at {place}|), and that you {deed2}.",
    "(you bring|your page brings) two things together: (work|experience) {as}( at {place}|), and a (result|line) (to match|to show|to point to), for you {deed2}.",
    "your (work|time) {as}( at {place}|) (comes with|has) (proof|a result|something to show): you {deed2}.",
];

pub const POSITION_AND_STUDY: &[&str] = &[
    "your (résumé|page) (shows|has|joins|brings together) (work|experience) {as}( at {place}|) and {degree}( from {school}|).",
    "(besides|next to) your (work|time) {as}( at {place}|) you (have|bring|hold) {degree}( from {school}|).",
    "you have worked {as}( at {place}|), and you (have|hold|bring) {degree}( from {school}|).",
    "you work {now}( at {place}|), with {degree}( from {school}|) (behind you|from your studies).",
    "{degree}( from {school}|) and (work|experience) {as}( at {place}|): (that is|these are) (what your page rests on|the base of your page|what a reader sees first).",
    "after {degree}( from {school}|), your page (tells of|has|shows) (work|time) {as}( at {place}|).",
];

pub const TWO_POSITIONS: &[&str] = &[
    "your (résumé|page|work) (goes|leads) from {title2}( at {place2}|) to {title}( at {place}|).",
    "before your (work|time) {as}( at {place}|) (comes|came) (work|time) {as2}( at {place2}|).",
    "you have worked {as}( at {place}|), and (before that|earlier) {as2}( at {place2}|).",
    "your page shows you {as}( at {place}|), and (before that|earlier) {as2}( at {place2}|).",
    "these (stand out|lead your page|carry your résumé): {title}( at {place}|) and {title2}( at {place2}|).",
    "first {title2}( at {place2}|), then {title}( at {place}|): (so runs|so goes) the line of your (work|résumé).",
    "your (work|page) (joins|brings together|spans) both {title}( at {place}|) and {title2}( at {place2}|).",
    "(from|with) {title2}( at {place2}|) behind you, you (came|went on) to {title}( at {place}|).",
];

pub const DEED_AND_STUDY: &[&str] = &[
    "you {deed}, and you (hold|have|bring) {degree}( from {school}|).",
    "your (page|résumé) says that you {deed}, and it (shows|has|names) {degree}( from {school}|).",
    "(with|besides|next to) {degree}( from {school}|), there is (work to show|proof from work|something done): you {deed}.",
    "you bring {degree}( from {school}|), and (you have|there is) (a result|a deed|proof from work) to go with it: you {deed}.",
];

pub const TWO_DEEDS: &[&str] = &[
    "you {deed}, and you {deed2}.",
    "two lines (stand out|speak for you|say most|carry weight): you {deed}, and you {deed2}.",
    "your (page|résumé) (says|shows|tells) that you {deed} and that you {deed2}.",
    "(next to|besides) one good line there is another: you {deed}, and you {deed2}.",
];

pub const POSITION_AND_SKILL: &[&str] = &[
    "your (résumé|page) shows (work|experience) {as}( at {place}|) and, as a skill, {skill}.",
    "you have worked {as}( at {place}|), and your (page|résumé) shows {skill}.",
    "you work {now}( at {place}|), and your (page|résumé) shows {skill}.",
    "(with|from) your (work|time) {as}( at {place}|) and {skill}, (you have|there is) (a base to build on|something to start from|a clear start).",
    "(start|begin) from two things: your (work|time) {as}( at {place}|), and {skill}, which your (page|résumé) shows.",
    "(next to|along with|besides) your (work|time) {as}( at {place}|), your (page|résumé) (shows|can point to) {skill}.",
    "your (work|time) {as}( at {place}|) is there, and so is {skill}.",
];

pub const MATCH_AND_SKILL: &[&str] = &[
    "your match with {first} is {figure}, and {skill} on your page (is part of it|counts towards it|helps it).",
    "{skill}, which your page shows, is part of (a match of {figure} with {first}|your match with {first}: {figure}).",
    "you match {first} at {figure}, (thanks to skills like|with the help of|and one reason is) {skill}.",
    "(part of|one reason for|behind) your match with {first}, {figure}, is {skill} on your page.",
    "with {skill} on your page, your match with {first} (is|stands at|comes to) {figure}.",
    "your page shows {skill}, and the match with {first} (is|stands at|comes to) {figure}.",
];

pub const SHOWN_LIST: &[&str] = &[
    "+your (résumé|page) shows {list}.",
    "+(you show|you can show|you bring|you can point to) {list}.",
    "+(a reader|anyone who reads your page) (will find|finds|meets|sees) {list}.",
    "+(among|of) what is asked for, your (résumé|page) shows {list}.",
    "+{list} (stand|are) (plainly |clearly |)on your page.",
    "+(what you have already|what is there already|already on your page): {list}.",
    "+(on your side|in your favour|in your hands) are {list}.",
    "+(name|say|put) {list} (early|first|near the top), (since|for) your page shows them.",
];

pub const SHOWN: &[&str] = &[
    "+your (résumé|page) shows {skill}(, (and that|which) (counts|helps|is asked for)|).",
    "+(you show|you can show|you can point to|your page speaks of) {skill}(, (and that|which) (counts|helps|is asked for)|).",
    "+{skill} (is on|stands on|is plain from|can be read from) your (page|résumé).",
    "+(a reader|an employer) (will find|finds|sees) {skill} on your (page|résumé).",
    "+anyone who reads your (page|résumé) (will find|finds|sees) {skill}.",
    "+for {skill}, your (page|résumé) (has|gives) a line(| to point to| to build on).",
    "+{skill} is there too(, on your page|, by what you write|, as your page shows).",
    "+(among|of) what is asked for, your (page|résumé) shows {skill}.",
];

pub const LISTED: &[&str] = &[
    "+you (list|name) {skill} among your skills.",
    "+{skill} is in your list of skills(, so (a line|an example) from work (would make it stronger|would help it)|).",
    "+your (résumé|page) (lists|names) {skill}(; a line from work would make it (stronger|plainer)|).",
    "+(among|in) the skills you list (is|you have|there is) {skill}.",
    "+{skill} (stands|is) on your page(, (by name|in so many words|as a skill)|).",
    "+(asked for|wanted) and (named|listed) by you: {skill}.",
    "+you name {skill}, (which|and that) is asked for.",
];

pub const SHOWN_BY_DEED: &[&str] = &[
    "+your (résumé|page) shows {skill}: you {deed}.",
    "+you (show|prove) {skill} where you {deed}.",
    "+{skill} (shows|can be seen|is plain) in your work: you {deed}.",
    "+(as for|on|for) {skill}, you (can say|can tell) that you {deed}.",
    "+(you|your page) can (back|support) {skill} with a deed: you {deed}.",
    "+(behind {skill} (stands|there is)|for {skill} there is) (real work|something done): you {deed}.",
    "+(a good|one) (proof|sign) of {skill} is that you {deed}.",
    "+{skill} is more than a name on your page, because you {deed}.",
    "+you {deed}, (which shows|and that shows|which speaks for|which takes) {skill}.",
    "+(that|the fact that) you {deed} (shows|speaks for|points to) {skill}.",
    "+(when asked|when someone asks) about {skill}, (say|tell them) that you {deed}.",
];

pub const SHOWN_BY_QUOTE: &[&str] = &[
    "+(your line|the line) {quote} (shows|speaks for|points to) {skill}.",
    "+{skill} (shows|can be seen|can be read) in {quote}.",
    "+(for|as for|on) {skill}, (point to|look at|quote|use) {quote}.",
    "+{quote} (shows|is proof of|speaks for|stands for) {skill}.",
    "+(you show|your page shows) {skill} (with|by|in) (the line|) {quote}.",
    "+a reader (finds|sees|will see) {skill} in {quote}.",
    "+(when someone asks|when asked) about {skill}, (you have|there is) {quote}.",
];

pub const SHOWN_BY_POSITION: &[&str] = &[
    "+your (work|time) {as}( at {place}|) (shows|speaks for|stands for|points to) {skill}.",
    "+{skill} (comes|follows) from your (work|time) {as}( at {place}|).",
    "+through your (work|time) {as}( at {place}|), you show {skill}.",
    "+(for|as for|on) {skill}, (point to|look at|there is) your (work|time) {as}( at {place}|).",
    "+a reader (finds|sees|will see) {skill} in your (work|time) {as}( at {place}|).",
];

pub const SHOWN_BY_STUDY: &[&str] = &[
    "+{degree}( from {school}|) (shows|speaks for|stands for|points to) {skill}.",
    "+{skill} (comes|follows) from your studies: {degree}( from {school}|).",
    "+(for|as for|on) {skill}, (point to|there is) {degree}( from {school}|).",
    "+your studies show {skill}: (you hold|you have|there is) {degree}( from {school}|).",
    "+with {degree}( from {school}|), you show {skill}.",
];

pub const STEP: &[&str] = &[
    "+(the step|the one step|the thing) that would (help|move you|change) most is {skill}: it is asked for and not shown yet(, worth {points}|).",
    "+{skill} is (asked for|wanted) and not shown yet(; (showing it|a line on it|adding it) is worth {points}|).",
    "+add {skill} (next|first), (since|as) it is asked for and not shown yet(: it is worth {points}|).",
    "+(a line that shows|a line about|showing|a line on) {skill} would be worth {points}; it is not shown yet.",
    "+what would (help|count) most (now |)is {skill}, asked for and not shown yet(, and worth {points}|).",
    "+(the best next step|a good next step|your next step) (is|would be) {skill}, which is asked for and not shown yet(: {points}|).",
    "+{points} (wait|are waiting|can be won) with {skill}, which is asked for and not shown yet.",
    "+consider {skill} (next|first): (asked for|wanted), not shown yet(, worth {points}|).",
    "+{skill} is not shown yet, (and|though) (it is asked for|the role asks for it)(: {points} (hang|depend) on it|).",
    "+(to move up|to come closer|to get nearer), (add|show) {skill}, which is not shown yet( and worth {points}|).",
    "+(of what is asked for|of all that is asked for), {skill} is not shown yet(; it (is worth|would add) {points}|).",
    "+with {skill}, not shown yet, you would (gain|win|add) {points}.",
    "+(begin|start) with {skill}: it is asked for, not shown yet(, and worth {points}|).",
    "+let the (next|first) (thing|skill) you (add|learn) be {skill}, (which is |)asked for and not shown yet(: {points}|).",
    "+once {skill} (is on the page|is shown|has a line|is added), the match (would|could) (rise|grow|go up) by {points}.",
    "+(learn|practise|take up) {learnt} next, (then|and) (say so|show it|add a line)(: {points} (would follow|depend on it|wait there)|).",
    "+(read up on|learn about|take a course in) {field} next, (then|and) (say so|show it|add a line)(: {points} (would follow|depend on it|wait there)|).",
];
