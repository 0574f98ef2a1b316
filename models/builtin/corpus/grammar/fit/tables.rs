//! Templates about how a résumé stands to a role.

pub const MATCH: &[&str] = &[
    "+your match with {first} is {figure}.",
    "+(measured|held|set) against {first}, (your résumé|your page) (comes|stands|gets) to a match of {figure}.",
    "+(set|put) next to {first}, your (résumé|page) is a match of {figure}.",
    "+(the match|the computed match) with {first} (is|stands at|comes to|comes out at) {figure}.",
    "+(as things are|as it stands|today|for now|at the moment), (you match|your page matches|your résumé matches) {first} at {figure}.",
    "+(with|at) {figure}, (your match with {first}|the match with {first}) (leaves|has) (room|some room|space) (to grow|to rise|for more).",
    "+{figure} is (your match|the match|where you stand) with {first}(| as things are| today).",
    "+(in numbers|in figures|as a figure|counted up), (your match|the match) with {first} is {figure}.",
    "+for {first}, (the match|your match) (stands at|is|comes to) {figure}.",
];

pub const PLAIN_MATCH: &[&str] = &[
    "+(your match|the match) with this (role|work) (is|stands at|comes to) {figure}.",
    "+(as things are|as it stands|today|for now), (your match|the match) is {figure}.",
    "+(in numbers|as a figure), your match with this (role|work) is {figure}.",
    "+{figure} is (your match|where you stand) with this (role|work).",
];

pub const FAR: &[&str] = &[
    "+your match with {first} is {figure}, so (there is a long way to go|it is a long road|this would be a large step|it would take time).",
    "+(the match|your match) with {first} is {figure}: (a first step|early days|a long way off, and that is good to know).",
    "+(honestly|to be plain|to be frank), {first} (is|lies) some way off: your match is {figure}.",
    "+with {figure}, {first} (would be|is) a (long|large|big) step from (here|where you are).",
];

pub const HALFWAY: &[&str] = &[
    "+your match with {first} is {figure}: (a start|part of the way|some of it is there, some is still open).",
    "+(you are part of the way|part of the way is done): your match with {first} is {figure}.",
    "+with {figure}, {first} is (within sight|a step away|a real step) and (work remains|some steps remain|there is work to do).",
    "+your match with {first} stands at {figure}, (a fair start|a start to build on|which leaves a good deal open).",
];

pub const NEAR: &[&str] = &[
    "+your match with {first} is {figure}, (a good base|a sound base|more than half of the way|which is a good start).",
    "+(much of what counts is there|a good part is there|a good part is done): your match with {first} is {figure}.",
    "+with {figure}, {first} is (within reach|close|near enough to aim for).",
    "+you match {first} at {figure}, so (a few steps|some steps|a few lines) could (do much|take you further|change it).",
];

pub const CLOSE: &[&str] = &[
    "+your match with {first} is {figure}, (so you are close|so most of it is there|which is high).",
    "+with {figure}, {first} is (close|close by|right in front of you).",
    "+(most of what counts is there|you have most of it): your match with {first} is {figure}.",
    "+you match {first} at {figure}; (what remains is detail|the rest is detail|little is open).",
];

pub const TWO_MATCHES: &[&str] = &[
    "(nearest|closest) to your (page|résumé) (is|comes) {first} with {figure}, then {second} with {figure2}.",
    "your match is {figure} with {first} and {figure2} with {second}.",
    "(measured|held) against the atlas, your (page|résumé) (is|comes) nearest to {first} at {figure}; {second} (follows|is next) at {figure2}.",
    "the match is {figure} for {first} and {figure2} for {second}.",
    "(in first place|at the top) (is|stands|comes) {first} with a match of {figure}, (ahead of|before|followed by) {second} at {figure2}.",
    "(two directions|two ways) (lie|are) near: {first} at {figure} and {second} at {figure2}.",
];

pub const BEST_MATCH: &[&str] = &[
    "+(nearest|closest) to your (page|résumé) is {first}, with a match of {figure}.",
    "+your (best|highest|closest) match is {first}: {figure}.",
    "+(of all that was compared|of the whole atlas), {first} fits your page best, at {figure}.",
    "+{first} (comes|stands|is) first with a match of {figure}.",
];

pub const SHARED: &[&str] = &[
    "+{list} are asked for, and your (page|résumé) shows them.",
    "+(the overlap|what you share with this work|the common ground) is (plain|real|clear): {list}.",
    "+(you bring|you already bring|you can offer) what is asked for in {list}.",
    "+(it|this|the role|this work) fits (you |)because (you show|your page shows) {list}.",
    "+(you already show|your page already shows) {list}, and (they|these) count here.",
    "+(from what is asked for|of the skills asked for), {list} are on your page.",
    "+(what speaks for you|what speaks for it|in your favour) (is|are) {list}.",
    "+(start|lead|begin) with {list}, since they are asked for and on your page.",
    "+{list}: (these are|that is) (what you share with this work|where you and this work meet|your common ground with it).",
    "+(a reader|an employer) (finds|will find) {list} on your page, (as asked for|as the role wants|and looks for them).",
];

pub const POSITION_FITS: &[&str] = &[
    "+{title}( at {place}|) is (the base you would build on|a good place to come from|what you would start from|the ground you stand on).",
    "+(you come|you would come) to it from {title}( at {place}|).",
    "+(your work|your time) as (({office}|{past_office})( at {place}|)) is (the nearest thing to it|what you can build on|a place to start from|what to speak about first).",
    "+(from|out of) {title}( at {place}|), (you can build on what you know|you have work to speak about|there is much to tell).",
    "+(you have worked|you know work) as (({office}|{past_office})( at {place}|)), and (that is a start|you can build on it|that helps here).",
];

pub const POSITION_AND_SKILL_FIT: &[&str] = &[
    "(it|this|the role) fits because of {title}( at {place}|), and because your (page|résumé) shows {skill}.",
    "(from|with) {title}( at {place}|) you bring {skill}, which is asked for.",
    "{title}( at {place}|) and {skill} are (two good reasons|what speaks for it|the bridge to this work|where it fits).",
    "(you come|you would come) from {title}( at {place}|), and you show {skill}, (which is asked for|as asked for|as this work wants).",
    "(besides|next to|along with) {title}( at {place}|), there is {skill}, (which is asked for|which counts here|which this work wants).",
];

pub const OPEN_ONE: &[&str] = &[
    "+{skill} is asked for and not shown yet.",
    "+(what is not shown yet is|not shown yet is|not shown yet:|still to be shown:) {skill}(, which is asked for|).",
    "+{skill} is not shown yet, (though|and) (it is asked for|the role asks for it|this work asks for it).",
    "+(this work|the role|it) asks for {skill} (too|as well), which is not shown yet.",
    "+(one thing|a thing) is not shown yet: {skill}.",
    "+(your page does not|your résumé does not) show {skill} yet(, and it is asked for|, which is asked for|).",
    "+(what would bring you closer|what would help) is {skill}, asked for and not shown yet.",
    "+{skill} is (the open point|an open point|still open): asked for, not shown yet.",
    "+(as for|on) {skill}, it is asked for and not shown yet.",
    "+{skill}, (which is |)asked for, is not (shown|on the page) yet.",
];

pub const OPEN_MORE: &[&str] = &[
    "+{list} are asked for and not shown yet.",
    "+(what is not shown yet:|not shown yet:|not shown yet are|still to be shown:) {list}.",
    "+{list} are not shown yet, (though|and) (they are asked for|the role asks for them|this work asks for them).",
    "+(this work|the role|it) also asks for {list}, which are not shown yet.",
    "+two (things|skills) are not shown yet: {list}.",
    "+(your page does not|your résumé does not) show {list} yet.",
    "+(what would bring you closer|what would help) is {list}, asked for and not shown yet.",
    "+(the open points are|still open are) {list}: asked for, not shown yet.",
    "+neither of these is shown yet: {list}.",
];
