//! Templates about the person.

pub const POSITION: &[&str] = &[
    "+(your résumé|your page) (shows|has|names) you as {office}( at {place}|).",
    "+(you work|you are working|at present you work|these days you work|now you work) as {office}( at {place}| with {place}|).",
    "+(you worked|you have worked) as {past_office}( at {place}| with {place}|).",
    "+(your résumé|your page) (shows|has|lists|tells of) (your work|your time|a time|work) as {past_office}( at {place}| with {place}|).",
    "+(your résumé|your page) (begins|opens|starts) with {title}( at {place}|).",
    "+(what stands out|one thing that stands out|what comes first|a first thing to see) is your (work|time) as (({office}|{past_office})( at {place}|)).",
    "+(with|through) {title}( at {place}|) (you have|your page has|your résumé has) (something to build on|a solid base|a clear starting point|work to speak of).",
    "+{place} (is where you work|has you) as {office}.",
    "+at {place} you (worked|were at work) as {past_office}.",
    "+(the line|the entry) {title}( at {place}|) (says|tells) (what you (do|have done)|where you come from|a good deal about your work).",
];

pub const DEED: &[&str] = &[
    "+you {deed}.",
    "+(your résumé|your page) (says|shows|tells|records) that you {deed}.",
    "+(one|a) line (stands out|is worth a second look|says a lot|speaks for you): you {deed}.",
    "+(in your own words|by your own account|as your page puts it), you {deed}.",
    "+(among|of) the things you have done, this (counts|stands out|is worth naming): you {deed}.",
    "+that you {deed} is (worth saying early|worth a place near the top|a good thing to show|plain proof of work done).",
    "+a figure (like|such as) {figure} (says more than a long list|is easy to remember|makes it real|gives it weight): you {deed}.",
    "+(what a reader will remember|what stays in mind) is this: you {deed}.",
    "+(you can point to|you can show|your page has|there is) (a clear|a plain|a real) result: you {deed}.",
];

pub const STUDY: &[&str] = &[
    "+(your studies|your education|your schooling) (stand|stands) on the page as {study}.",
    "+(you bring|your page has|your résumé has|there is) {study} (as your education|from your studies|on the side of education).",
    "+(on|for) education, (your page|your résumé|it) (says|shows|has) {study}.",
    "+{study} (is your education|gives the page its schooling|is what you studied for).",
    "+(behind|under) it all (lie|are) your studies: {study}.",
];

pub const QUOTE: &[&str] = &[
    "+(your résumé|your page) (says|reads|has): {quote}.",
    "+(one|a) line (of your résumé|of yours|on your page) (reads|says): {quote}.",
    "+(you write|in your words): {quote}.",
    "+(start|begin) from what you (write|say): {quote}.",
    "+{quote} is what (your page|your résumé) (says|leads with|gives|shows).",
    "+with {quote} (you say|your page says) (something about your work|what you do|where you stand).",
];

pub const POSITION_AND_DEED: &[&str] = &[
    "(as|in your work as|in your time as) {past_office}( at {place}|) you (bring proof too|have a result to show): you {deed2}.",
    "your (résumé|page) (shows|has) {title}( at {place}|), and it (says|records) that you {deed2}.",
    "you worked as {past_office}( at {place}|), and you {deed2}.",
    "you work as {office}( at {place}|), and you {deed2}.",
    "(next to|beside|along with) {title}( at {place}|), (one line|one result) stands out: you {deed2}.",
    "{title}( at {place}|) is (one side of your page|on your page), and (there is|it has) a result (too|as well): you {deed2}.",
    "(you bring|your page brings) two things (at once|together): {title}( at {place}|), and a line that says you {deed2}.",
];

pub const POSITION_AND_STUDY: &[&str] = &[
    "your (résumé|page) (shows|has|joins|brings together) {title}( at {place}|) and, as education, {study}.",
    "(with|next to) {title}( at {place}|) (stands|you have|your page has|you bring) {study}.",
    "you worked as {past_office}( at {place}|), and your (studies|education) (are|is) {study}.",
    "you work as {office}( at {place}|), (and your page has|with|and you bring) {study} (behind you|as education|from your studies).",
    "(your studies|your schooling), {study}, (stand|stands) next to {title}( at {place}|).",
    "{title}( at {place}|) and {study}: (that is|these are) (what your page rests on|the base of your page|what a reader sees first).",
];

pub const TWO_POSITIONS: &[&str] = &[
    "your (résumé|page) (goes|leads) from {title2}( at {place2}|) to {title}( at {place}|).",
    "(before|ahead of) {title}( at {place}|) (comes|your page has|there was) {title2}( at {place2}|).",
    "(you have worked|your page shows you at work) as (({office}|{past_office})( at {place}|)), and before that as {title2}( at {place2}|).",
    "{title}( at {place}|) (comes|stands) first, and {title2}( at {place2}|) (lies behind it|came before it|stands below it).",
    "two positions (stand out|lead your page|carry your résumé): {title}( at {place}|) and {title2}( at {place2}|).",
    "(first|earlier) {title2}( at {place2}|), (then|later) {title}( at {place}|): (that is|so runs|so goes) the line of your (work|résumé).",
    "your (work|page) (joins|brings together|spans) {title}( at {place}|) and {title2}( at {place2}|).",
];

pub const DEED_AND_STUDY: &[&str] = &[
    "you {deed}, and your (education|schooling) (is|stands as) {study}.",
    "(your page|your résumé) says that you {deed}, and it (shows|has|names) {study}.",
    "(with|besides|next to) {study} from your studies, there is (work to show|proof from work): you {deed}.",
    "you bring {study}, and (you have|there is) something done (to go with it|as well): you {deed}.",
];

pub const TWO_DEEDS: &[&str] = &[
    "you {deed}, and you {deed2}.",
    "two lines (stand out|speak for you|say most): you {deed}, and you {deed2}.",
    "(your page|your résumé) says that you {deed} and that you {deed2}.",
];

pub const POSITION_AND_SKILL: &[&str] = &[
    "your (résumé|page) shows {title}( at {place}|) and, as a skill, {skill}.",
    "you worked as {past_office}( at {place}|), and your (page|résumé) shows {skill}.",
    "you work as {office}( at {place}|), and your (page|résumé) shows {skill}.",
    "(from|with) {title}( at {place}|) and {skill}, (you have|there is) (a base to build on|something to start from|a clear start).",
    "{title}( at {place}|) and {skill}: (start|begin) from (these|there|both).",
    "(next to|along with|besides) {title}( at {place}|), your (page|résumé) (shows|has|can point to) {skill}.",
];

pub const SHOWN_LIST: &[&str] = &[
    "+your (résumé|page) shows {list}.",
    "+(you show|you can show|you bring|you can point to) {list}.",
    "+(a reader|anyone who reads your page) (will find|finds|meets|sees) {list}.",
    "+(among|of) what is asked for, your (résumé|page) shows {list}.",
    "+{list} (stand|are) (plainly |clearly |)on your page.",
    "+(what you have already|what is there already|already on your page): {list}.",
    "+(on your side|in your favour|in your hands) (you have|there are|are) {list}.",
];

pub const SHOWN: &[&str] = &[
    "+your (résumé|page) shows {skill}.",
    "+(you show|you can show|you can point to|your page speaks of) {skill}.",
    "+{skill} (is on|stands on|is plain from|can be read from) your (page|résumé).",
    "+(a reader|anyone who reads your page) (will find|finds|sees) {skill} there.",
    "+for {skill}, your (page|résumé) (has|gives) a line.",
];

pub const LISTED: &[&str] = &[
    "+you (list|name) {skill} among your skills.",
    "+{skill} is in your list of skills(, so (a line|an example) from work (would make it stronger|would help it)|).",
    "+your (résumé|page) (lists|names) {skill}(; a line from work would make it (stronger|plainer)|).",
    "+(among|in) the skills you list (is|you have|there is) {skill}.",
    "+{skill} (stands|is) on your page, in the list of skills.",
];

pub const SHOWN_BY_DEED: &[&str] = &[
    "+your (résumé|page) shows {skill}: you {deed}.",
    "+you (show|prove) {skill} where you {deed}.",
    "+{skill} (shows|can be seen|is plain) in your work: you {deed}.",
    "+(as for|on|for) {skill}, you (can say|can tell) that you {deed}.",
    "+(you|your page) can (back|support) {skill} with a deed: you {deed}.",
    "+when you {deed}, (that shows|it shows|you show) {skill}.",
    "+(behind|for) {skill} (stands|there is) (real work|something done): you {deed}.",
    "+(a good|one) (proof|sign) of {skill} is that you {deed}.",
    "+{skill} is more than a word on your page, because you {deed}.",
];

pub const SHOWN_BY_QUOTE: &[&str] = &[
    "+(your line|the line) {quote} shows {skill}.",
    "+{skill} (shows|can be seen|can be read) in {quote}.",
    "+(for|as for|on) {skill}, (point to|look at|quote|use) {quote}.",
    "+{quote} (shows|is proof of|speaks for|stands for) {skill}.",
    "+(you show|your page shows) {skill} (with|by|in) (the line|) {quote}.",
    "+a reader (finds|sees|will see) {skill} in {quote}.",
    "+(when someone asks|when asked) about {skill}, (you have|there is) {quote}.",
];

pub const SHOWN_BY_POSITION: &[&str] = &[
    "+your work as (({office}|{past_office})( at {place}|)) shows {skill}.",
    "+{skill} (comes|follows) from {title}( at {place}|).",
    "+(as|through your work as) (({office}|{past_office})( at {place}|)), you show {skill}.",
    "+{title}( at {place}|) (speaks for|stands for|shows|is proof of) {skill}.",
    "+(for|as for) {skill}, (point to|look at|there is) {title}( at {place}|).",
];

pub const SHOWN_BY_STUDY: &[&str] = &[
    "+your studies, {study}, show {skill}.",
    "+{skill} (comes|follows) from your studies: {study}.",
    "+(for|as for) {skill}, (point to|look at|there is) {study}.",
    "+{study} (speaks for|stands for|shows) {skill}.",
];

pub const STEP: &[&str] = &[
    "+(the step|the one step|the thing) that would (help|move you|change) most is {skill}: it is asked for and not shown yet(, worth {points}|).",
    "+{skill} is (asked for|wanted) and not shown yet(; (showing it|a line on it|adding it) is worth {points}|).",
    "+(add|adding) {skill} (next|first), since it is asked for and not shown yet(: it is worth {points}|).",
    "+(a line that shows|a line about|showing) {skill} would be worth {points}; it is not shown yet.",
    "+(what would help|what would count) most (now |)is {skill}, asked for and not shown yet(, and worth {points}|).",
    "+(the best next step|a good next step|your next step) (is|would be) {skill}, which is asked for and not shown yet.",
    "+{points} (wait|are waiting|can be won) with {skill}, which is asked for and not shown yet.",
    "+(consider|think about) {skill} (next|first): (asked for|wanted), not shown yet(, worth {points}|).",
    "+{skill} is not shown yet, (and|though) (it is asked for|the role asks for it)(: {points} (hang|depend) on it|).",
    "+(to move up|to come closer|to get nearer), (add|show) {skill}, which is not shown yet( and worth {points}|).",
    "+(of what is asked for|of all that is asked for), {skill} is not shown yet(; it (is worth|would add) {points}|).",
    "+with {skill}, not shown yet, you would (gain|win|add) {points}.",
    "+(begin|start) with {skill}: it is asked for, not shown yet(, and worth {points}|).",
];

pub const STRONG_POSITION: &[&str] = &[
    "(work|experience|practice) as (({office}|{past_office})( at {place}|))",
    "(your time|your work) as (({office}|{past_office})( at {place}|))",
    "{title}( at {place}|): (work you can speak about|a base to build on|a title a reader understands|experience a reader can place)",
    "(a position|an entry) to (build on|point to|start from): {title}( at {place}|)",
    "(experience|practice) from {title}( at {place}|)",
];

pub const STRONG_DEED: &[&str] = &[
    "{opening_deed}",
    "(a result|a deed|work) (to point to|to speak about|with a result|a reader can picture): you {deed}",
    "(proof from work|real work|something done|work that shows): you {deed}",
    "a figure that (counts|speaks|stays in mind), {figure}: you {deed}",
    "(clear|plain) (proof|words|work): you {deed}",
    "you {deed}, (which|and that) (says a lot|counts|is easy to picture|is worth saying early)",
    "(results|a result) you can (name|explain|show): you {deed}",
];

pub const STRONG_STUDY: &[&str] = &[
    "(education|schooling|studies|training): {study}",
    "(your studies|your education|your schooling): {study}",
    "{study} as (your education|a base|a foundation)",
    "(a base|a foundation) in your studies: {study}",
    "(formal|solid) (education|schooling), with {study}",
];

pub const STRONG_QUOTE: &[&str] = &[
    "(a line|one line) that (speaks for you|says a lot|is worth keeping): {quote}",
    "(in your own words|by your own account): {quote}",
    "{quote}",
    "(clear|plain) words about your work: {quote}",
];

pub const STRONG_LISTED: &[&str] = &[
    "{skill}, (named|listed) (among|with) your skills",
    "{skill}, (which is|one of the things) asked for",
    "(a skill|one of the skills) (asked for|wanted) and (listed|named): {skill}",
    "{skill}, (asked for and |)on your page",
    "(your page|your résumé) (lists|names) {skill}",
];

pub const STRONG_SKILL: &[&str] = &[
    "{skill}, (shown|proved|put to use) where you {deed}",
    "{skill}: you {deed}",
    "{skill} (at work|in practice|in use): {quote}",
    "{skill}, as in {quote}",
    "(proof of|practice in|a good sign of) {skill}: {quote}",
    "{skill}, because you {deed}",
];

pub const STRONG_SHOWN: &[&str] = &[
    "{skill}, (shown|seen|plain) in {quote}",
    "{skill}, as in {quote}",
    "{skill}, which your (page|résumé) shows",
    "(a skill that is asked for|one of the skills asked for): {skill}",
    "{skill}, (asked for and shown|asked for and on your page)",
    "{quote}, which shows {skill}",
];

pub const ADD: &[&str] = &[
    "(add|put in) {skill}, asked for and not shown yet(: it is worth {points}|)",
    "(add a line|a new line) that shows {skill}, which is not shown yet( and worth {points}|)",
    "{skill}: (asked for, not shown yet|not shown yet)(, worth {points}|)",
    "{skill} is not shown yet; (a line about it|showing it|adding it) (is worth|would bring|would add) {points}",
    "(show|learn|consider) {skill}, (which is |)asked for and not shown yet(, worth {points}|)",
    "(look for a place|find room|make room) for {skill}, worth {points} and not shown yet",
    "(say where|say how) {skill} comes into your work, as it is asked for and not shown yet",
    "{points} for {skill}, which is asked for and not shown yet",
    "(think of|consider) a course or a project for {skill}, not shown yet(, worth {points}|)",
    "(write about|give a line to) {skill}, asked for and not shown yet(; it is worth {points}|)",
    "(next|first|to begin with), {skill}: asked for, not shown yet(, worth {points}|)",
    "(learn|practise|work on) {skill} and (say so|add a line), since it is not shown yet(: worth {points}|)",
];

pub const ADD_TWO: &[&str] = &[
    "(add|show|consider) {list}, both asked for and not shown yet",
    "{list}: both asked for, neither shown yet",
    "(lines|a line each) for {list}, which are asked for and not shown yet",
    "(make room|find a place) for {list}, which are not shown yet",
    "{list} are asked for and not shown yet",
];

pub const UNMET: &[&str] = &[
    "the job (description|advert|posting) asks for {quote}, (which is |)not met yet",
    "(answer|speak to|meet) the line {quote}, which is asked for and not met yet",
    "{quote} is asked for and not met yet",
    "(asked for|wanted) and not met yet: {quote}",
    "(say|show) how you (would|could) meet {quote}, asked for and not met yet",
    "(look again at|come back to|give thought to) {quote}, asked for and not met yet",
];

pub const DUTY: &[&str] = &[
    "(put|add) a figure (to|behind) {quote}: how many, how often or how much",
    "(say|tell|write) what came of {quote}",
    "{quote}: (say|add) how much or how many",
    "(give|lend) {quote} a (number|figure|result)",
    "(where you write|in the line|behind) {quote}, (say|add|tell) what (came of it|changed|it led to)",
    "(make|turn) {quote} (into a result|stronger with a figure|count with a figure)",
    "(open|begin) with what changed in {quote}",
    "{quote} (would gain|gains) from a (figure|result|number)",
    "you {deed}: (say|add) (what came of it|how much it changed|how often or how many)",
    "(how often|how many|how much)? (add|put) that to {quote}",
];
