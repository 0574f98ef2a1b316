//! Entries of a list of improvements: short advice, without a full stop.

pub const ADD: &[&str] = &[
    "(add|put in|bring in|work in|show) {skill}, (asked for and not shown yet|which is not shown yet|still not shown)(: it is worth {points}|, worth {points}|; that would add {points}|)",
    "(add |write |put in |)(a line|one line|a short line|a new line|an example) (on|about) {skill}, (asked for and not shown yet|which is not shown yet)(, worth {points}|)",
    "{skill} is (asked for|wanted|on the list) and not shown yet(; (showing it|adding it|a line on it) (is worth|would add|would bring) {points}|)",
    "{points} (for|wait for|are there for|would come with) {skill}, once (it is on the page|a line shows it|the page says so)",
    "(learn|practise|get some practice in|try out) {learnt} (next|first|soon|this year), (then|and) (say so|show it|add a line about it)(: worth {points}|)",
    "(read up on|take a course in|learn about|look into) {field} (next|first|soon|this year), (then|and) (say so|show it|add a line about it)(: worth {points}|)",
    "(next|first|to begin with|before all else|to come closer), {skill}: (asked for, not shown yet|not shown yet|asked for, yet not shown)(, worth {points}|)",
    "(make room|find a place|look for a place) for {skill}, (not shown yet|asked for and not shown yet|which would add {points}|worth {points} and not shown yet)",
    "{skill} would (add|bring|be worth) {points}; it is (asked for and |)not shown yet",
    "(a course|a short course|an evening course|a book or a course) (in|on) {field} (would help|would count|would be a start), as it is (asked for and |)not shown yet(: worth {points}|)",
    "(a project|a small project|some practice|an hour a week) with {learnt} (would help|would count|would be a start), as it is (asked for and |)not shown yet(: worth {points}|)",
    "once {skill} (is shown|is on the page|has a line|is added), the match (would|could) (rise|grow|go up) by {points}",
];

pub const ADD_TWO: &[&str] = &[
    "(add|show|consider|bring in|put in) {list}, (both asked for and not shown yet|which are asked for and not shown yet|neither of which is shown yet)",
    "{list}: (both asked for, neither shown yet|asked for, not shown yet|not shown yet)",
    "(lines|a line each|an example each|a place each) for {list}, which are (asked for and |)not shown yet",
    "(make room|find a place|look for room) for {list}, which are (asked for and |)not shown yet",
    "{list} are (asked for|wanted|on the list) and not shown yet",
    "(two things|two skills) to add: {list}(, (asked for and |)not shown yet|)",
];

pub const UNMET: &[&str] = &[
    "the (job description|job advert|advert|posting|job) asks for {quote}, (which is |)not met yet",
    "(look again at|turn to|give thought to) what the job asks for: {quote}, not met yet",
    "{quote} is asked for and not met yet(; (a line on it|a sentence on it|an answer to it) would help|)",
    "asked for and not met yet: {quote}",
    "(say|show|write) how you (would|could) meet {quote}, (asked for and |)not met yet",
    "(one|a) (demand|point|requirement) of the (job|advert|posting) is not met yet: {quote}",
    "not met yet: {quote}, (which the job asks for|asked for in the advert|as the posting wants)",
];

pub const LINE: &[&str] = &[
    "{quote}: (say|add|write) (how much|how many|how often|what changed|what came of it|what it led to)(, in figures if you can|, in a few words|)",
    "(behind|after|next to) {quote}, (say|add|write|put) (what came of it|how it ended|what changed|a figure|a result|one number)",
    "give {quote} (a figure|a result|a number|an outcome)(, (so that|and) it (says|tells|weighs) more|)",
    "(tell|say|write|show) (what came of|what changed through|how much lies behind) {quote}",
    "{quote} (would gain|gains) from (a figure|a result|a number|an outcome)",
    "(put|set) (a figure|a number|a result) (behind|next to|after) {quote}",
    "you {deed}: (say|add|write) (what came of it|how much it changed|how often|how many|what it led to)",
    "(finish|round off|close) {quote} with (what came of it|a figure|a result|the outcome|what changed)",
];

pub const DUTY: &[&str] = &[
    "(open|begin|start) {quote} with (a verb|what you did|a deed|your own part)",
    "(turn|make) {quote} into (a deed|a result|something done|what you did)",
    "in {quote}, (say|tell|show|name) (your own part|what you did|what was yours|what you changed)",
    "{quote} (names|tells of|speaks of) a duty: (say|tell|write|show) (what you did|what came of it|how it went|what changed)",
];
