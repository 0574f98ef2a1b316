//! Templates about an occupation. Words that are skills in the atlas stay out of them, and so do nouns that end titles.

pub const ONE_ACTIVITY: &[&str] = &[
    "+{share} of (the|all) tasks (in this work |)(come down to|have to do with) {act1}.",
    "+(a part|one part) of the (work|job) is {act1}.",
    "+{act1} (takes up|makes up|accounts for) {share} of (the|all) tasks.",
    "+{act1} is part of it (too|as well)(, with {share} of tasks|, at {share} of tasks|).",
];

pub const FIRST_TWO: &[&str] = &[
    "(the work of {many}|this work|the work|the job|the day) (begins with|starts with|turns on|is built on|rests on|comes down to) {act1}, (and then there is|then comes|followed by|along with|with) {act2}.",
    "{many} are (mostly|above all|first of all|mainly|for the most part) busy with {act1}, (and after that|and then|and next) {act2}.",
    "(first|at the top|in first place) (comes|stands|is) {act1}, (with|at) {share} of (the|all) tasks; {act2} (comes|is) (next|second).",
    "{act1} (comes|is|ranks) first, (with|at) {share} of tasks, (ahead of|before|followed by) {act2}.",
    "{act1} (makes up|takes up|accounts for) {share} of (the|all) tasks, (and|while) {act2} (comes next|comes second|follows).",
    "(of all tasks|out of all the tasks|among the tasks), {share} (are about|come down to|have to do with) {act1}; {act2} (follows|comes after it|is next).",
    "(expect|count on) (a good deal of|a lot of|plenty of|days of) {act1}, (and|then|together with|along with) {act2}.",
    "(most days (bring|hold|are given to)|(a usual day|a working day|an ordinary week|a normal day) (brings|holds|goes on|is given to)) {act1} and {act2}.",
    "(if you like|if you enjoy) {act1} and {act2}, (this is work to look at|this work could suit you|you would (find|have) plenty of (it|both) here).",
    "{act1} and {act2} (are at the (centre|heart) of|stand at the (centre|heart) of|fill most of|run through) (the work|this job|the working day|the days of {many}).",
    "(for|with) {many} (it is|the work is|the days are) (largely|mostly|above all) {act1}, (plus|and|then) {act2}.",
    "(at its heart|at the core|in short|put simply|put plainly), (it|this|the work|the job) is {act1}(, with {act2} (next to it|beside it|close by)| and {act2}).",
    "what (it|the work|the job) (takes|wants|asks for) (day by day|each day|every day) is {act1}, (and|then) {act2}.",
    "(you would|in this work you would|here you would) (spend your (days|time|weeks) on|be busy with|give most of your time to) {act1} and {act2}.",
];

pub const TWO_MORE: &[&str] = &[
    "+(there is|there is also) (room for|a place for|time for|a good deal of) {act1} and {act2}.",
    "+(part of|a part of|a good part of) (the day|the week|the work|the job) (goes on|is|goes into) {act1} and {act2}.",
    "+{act1} is part of (it|the work|the job|the week), and so is {act2}.",
    "+{many} are (also|at times) busy with {act1} and {act2}.",
    "+both {act1} and {act2} (belong to|are part of|come with) (the work|the job|it).",
    "+(expect|count on) {act1} (as well|too), (along with|together with|and) {act2}.",
    "+(the work|the job|it) (also |)(takes in|includes|covers|brings) {act1}, (and|along with|plus) {act2}.",
    "+{share} of tasks (go to|come down to) {act1}, and (some|others) go to {act2}.",
    "+{act1} and {act2} (come up|turn up|return) (again and again|every week|often).",
    "+those who (like|enjoy) {act1} (will|can) (find|get) (their share|enough of it|plenty of it) here, and {act2} comes with it.",
];

pub const THREE: &[&str] = &[
    "(three things|these three things) (fill|shape|make up most of) (the day|the week|the work): {act1}, {act2}, and {act3}.",
    "{many} (divide|share|split) their (days|time|weeks) between {act1}, {act2}, and {act3}.",
    "(the work|the job|this work|it) (is|means) {act1} (first|above all), then {act2}, (and|then) {act3}.",
    "(expect|count on|think of) {act1} and {act2}, with {act3} (in between|on top|beside them|along the way).",
    "{act1} and {act2} (fill|take|make up) (much|a good part|a large part) of (the day|the week|it), (and|while) {act3} (takes its share|is never far|comes in between).",
    "(a week|a day|an ordinary week|the usual week) in this (work|job) (goes on|is made of|brings|holds) {act1}, {act2}, and {act3}.",
    "(first|above all|at the top) (comes|is) {act1}; {act2} and {act3} (follow|come after|are not far behind).",
    "(people|those) in (this|the) (work|job|field) (are busy with|spend their days on|give their time to) {act1}, {act2}, and {act3}.",
    "(you would|here you would) (be busy with|spend your days on) {act1}, {act2}, and {act3}.",
    "(if|when) {act1} (sounds|seems) right (to you|for you), {act2} and {act3} (come with it|belong to it|are part of it) (as well|too).",
];

pub const NAMES: &[&str] = &[
    "+(look out for|look for|keep an eye out for) {or} (as well|too)(, since|: the|, as) names (vary|differ)( from place to place| between employers|).",
    "+(the same|this|such) work (is|may be|can be) (called|known as|advertised as) {or}( elsewhere|).",
    "+(employers|some employers|job adverts|postings) (also |)(call|name) it {or}.",
    "+(other names|other titles|further names) for (it|the work|the same work) are {and}.",
    "+it (also |)(goes|travels|is found) under (names|titles) (like|such as) {and}.",
    "+(on paper|in adverts|in postings|on a contract) (the title|the name) may be {or}.",
    "+other (names|titles), such as {and}, (mean|stand for|point to) (the same|much the same|this) (work|kind of work).",
    "+{or}: (these|such) (names|titles) (mean|stand for) (the same work|this work too|much the same).",
    "+(do not pass over|do not skip|have a look at) (adverts|postings) for {or}.",
    "+(in a search|for a search|in job adverts), look for {or} (as well|too).",
];

pub const ONE_NAME: &[&str] = &[
    "+(the same|this) work (is|may be|can be) (also |)(called|known as|advertised as) {or}.",
    "+(some employers|job adverts|postings) (also |)call it {or}.",
    "+(look out for|look for) {or} (as well|too).",
    "+another (name|title) for it is {or}.",
];

pub const ONE_ABILITY: &[&str] = &[
    "+{one} (is|was) (rated|put at) {rate} of 5 for importance(, and that says a lot| in this work| here|).",
    "+{one} (makes a difference|helps|counts|pays) (here|in this work|every day|from the first day).",
    "+(with|at) {rate} of 5, {one} (is|stands|ranks) (high|high on the list)(| of what matters| among the things that matter).",
    "+{many} (rate|put) {one} at {rate} of 5 for importance.",
    "+(much|a lot|a good deal) (hangs on|depends on|rests on) {one}(, (which is |)rated {rate} of 5|).",
    "+{one} (helps|counts|matters) (every day|from the first day|in nearly every task|a good deal)(; its importance is {rate} of 5|).",
    "+(the survey|the atlas) puts {one} at {rate} of 5.",
    "+(those|people) (who do it|in the work) (name|put) {one} (high|near the top|at {rate} of 5).",
    "+(one thing|a thing) to (bring|practise|work on|get better at) is {one}(, at {rate} of 5|).",
    "+(keep an eye on|give time to|take care with|work on) {one}: (its importance is|it is rated|it stands at) {rate} of 5.",
];

pub const FIRST_ABILITY: &[&str] = &[
    "+(no skill|no other skill|nothing) (counts|matters|weighs) more (here |in this work |)than {one}(, rated {rate} of 5|, at {rate} of 5|).",
    "+{one} (comes|stands|is|ranks) first(, rated {rate} of 5|, at {rate} of 5 for importance|)(| in this work| here).",
    "+(at the top of|first on) the list (is|stands|comes) {one}(, at {rate} of 5|).",
    "+(what counts most|what matters most|the thing that counts most) is {one}(, rated {rate} of 5|).",
    "+(above all|first of all), it (takes|asks for|calls for|needs) {one}(, rated {rate} of 5|).",
];

pub const ONE_FIELD: &[&str] = &[
    "+among the fields of knowledge, {one} (counts|is rated {rate} of 5|stands at {rate} of 5|is one to know).",
    "+(one thing|one subject|a subject|a field) to know (well|about) is {one}(, rated {rate} of 5|, at {rate} of 5 for importance|).",
    "+(a grasp of|some knowledge of|a feeling for|a sound knowledge of) {one} (helps|counts|matters) (here|a good deal|every day)(; it is rated {rate} of 5|).",
    "+{one} (is|stands) high among the (subjects|fields) (to know|that matter)(, at {rate} of 5|).",
    "+{many} (need|draw on|use) (what they know of|their knowledge of|a knowledge of) {one}(, rated {rate} of 5|).",
    "+knowing (about|something about) {one} (is rated|stands at) {rate} of 5 for importance.",
    "+(those who know|people who know) (about |){one} have (a good start|an easier start|an easier time of it).",
    "+(read|learn|find out) (something|a good deal) about {one}: it (is rated|stands at) {rate} of 5.",
];

pub const FIRST_FIELD: &[&str] = &[
    "+(what|the thing|the subject) to know best is {one}(, rated {rate} of 5|, at {rate} of 5 for importance|).",
    "+(no subject|no field|nothing) matters more (here |)than {one}(, rated {rate} of 5|).",
    "+{one} comes first(, at {rate} of 5|, rated {rate} of 5|)(| here| in this work).",
];

pub const TWO_ABILITIES: &[&str] = &[
    "+(what counts|what matters|what helps) (here |)is {one} and {two}.",
    "+{one} and {two} (are rated|both stand) high( for this work| here| among its skills|).",
    "+(the work|this work|the job|it) (calls for|asks for|leans on|rests on|depends on|rewards|needs) {one} and {two}.",
    "+{many} (need|rely on|depend on|draw on) {one}, (and|along with|together with|as well as) {two}.",
    "+(besides|next to|along with|as well as) {one}, (the work|this work|it|the job) (takes|wants|asks for|calls for) {two}.",
    "+both {one} and {two} (are rated {same} of 5|matter here|are part of doing it well|count every day|are asked for).",
    "+(to do it well|to do this well|for good work), (bring|show|build on|count on) {one} and {two}.",
    "+(you would need|it would take|the work would ask you for) {one}, (and|along with|then) {two}.",
    "+(a strong|a good) (start|base) (here |)would be {one}, (backed by|together with|along with) {two}.",
    "+{one} and {two} (go together|work together|are both needed|help) (here|in this work|in most tasks).",
    "+(those who do it|people in the work) (count on|rely on|name) {one} and {two}.",
];

pub const FIRST_TWO_ABILITIES: &[&str] = &[
    "+{one} (comes|stands|is) first(, at {rate} of 5|), (with|and) {two} (next|close behind|right behind it|after it).",
    "+without {one} (it|this work) would be hard going, (and|while) {two} (matters|counts) (nearly as much|as well|too).",
    "+(people|those) in (the|this) (work|job) (name|put) {one} first, and {two} next.",
    "+(at|with) {rate} of 5, {one} (leads|is at the top of) the list; {two} (follows|comes next|is not far off).",
    "+(what counts|what matters) most is {one}(, at {rate} of 5|), (then|followed by|and next to it) {two}.",
    "+{one} and {two} (are rated|stand) highest( of all| here| in this work|).",
];

pub const THREE_ABILITIES: &[&str] = &[
    "+(three things|three of them|three skills) (stand out|count here|belong to it): {one}, {two}, and {three}.",
    "+(the work|this work|the job|it) (calls for|asks for|takes|draws on|rests on) {one}, {two}, and {three}.",
    "+{many} (need|draw on|rely on|use|count on) {one}, {two}, and {three}(| every day| all the time| in most of what they do).",
    "+rated (high|near the top) (here |)are {one}, {two}, and {three}.",
    "+(bring|build on|work on) {one}, {two}, and {three}, (for|since) (they|these) (count|matter) (here|every day|all the time).",
    "+(you would need|it would take|you would call on) {one}, {two}, and {three}( here| in this work| day by day|).",
    "+{one}, {two}, and {three}: (these|all of these) (count|matter|help) (here|in this work|every day).",
    "+(next to|besides|along with) {one}, (it|the work|this work) (wants|takes|asks for) {two}, and {three}.",
];

pub const FIRST_THREE_ABILITIES: &[&str] = &[
    "+{one} (leads|comes first|is at the top)(, at {rate} of 5|); {two} and {three} (follow|come next|are close behind).",
    "+{one} and {two} (matter|count) (most|a great deal|a lot), (and|while) {three} (is|comes|stands) (close|not far) behind.",
    "+rated highest (here |)are {one}, {two}, and {three}.",
    "+first (comes|is) {one}(, rated {rate} of 5|), then {two} and {three}.",
];

pub const WANTED_TOOLS: &[&str] = &[
    "+{tools} are in demand(, so (they are|that is) (a good place|the place) to (begin|start)| here| for this work| among employers|).",
    "+(postings|job adverts|employers) (ask|often ask|keep asking|tend to ask) for {tools}.",
    "+(among the|of the|of all the) tools, {tools} are (in demand|asked for most|wanted most|the ones in demand).",
    "+(on the technical side|as for tools|as to tools|when it comes to tools|in tools), {tools} are in demand.",
    "+(employers|postings|job adverts) (want|look for|name) {tools}.",
    "+(get to know|have a look at|learn|try out) {tools}: (postings|employers|adverts) (ask for|name|want) them.",
    "+(the|some) tools in demand (are|include) {tools}.",
    "+{many} (are|get) asked for {tools}.",
    "+(there is demand|demand is there|employers have a need) for {tools}.",
    "+(a line about|some practice in|some skill in) {tools} (helps|goes a long way|counts), since (they|these|such tools) are in demand.",
    "+(you would (meet|need|work with)|the tools to know are) {tools}, which are in demand.",
];

pub const WANTED_TOOL: &[&str] = &[
    "+{tools} is in demand( here| for this work| among employers|, so it is a good place to (begin|start)|).",
    "+(postings|job adverts|employers) (ask|often ask|keep asking) for {tools}.",
    "+(among the|of all the) tools, {tools} is (in demand|the one to know|one in demand|worth knowing).",
    "+(on the technical side|as for tools|when it comes to tools), {tools} is (in demand|what employers ask for).",
    "+(get to know|have a look at|learn|try out) {tools}: (postings|employers) (ask for|want) it.",
    "+(a|one) tool in demand is {tools}.",
    "+let the (next|first) tool you learn be {tools}, (for it|since it|which) is in demand.",
];

pub const ASKED_TOOLS: &[&str] = &[
    "+{tools} are often asked for( too| as well| here|).",
    "+(postings|job adverts|employers) (often|also|in many places) ask for {tools}.",
    "+often asked for (are|as well are) {tools}.",
    "+{tools}: (these|such tools) are often asked for( in postings| by employers|).",
    "+(as for tools|on the technical side|among tools), {tools} are often (asked for|wanted|named).",
    "+(many|a lot of) (postings|employers|adverts) (name|want|ask for) {tools}.",
    "+(practice in|practice with|a knowledge of) {tools} is often asked for.",
];

pub const ASKED_TOOL: &[&str] = &[
    "+{tools} is often asked for( too| as well| here|).",
    "+(postings|job adverts|employers) (often|in many places) ask for {tools}.",
    "+(as for tools|on the technical side|among tools), {tools} is often (asked for|wanted|named).",
    "+(many|a lot of) (postings|employers) (name|want|ask for) {tools}.",
    "+one tool (that is |)often asked for is {tools}.",
];

pub const USED_TOOLS: &[&str] = &[
    "+{tools} are (used|in use)( in this work| here| day to day| at many places| too|).",
    "+(tools|programs|software) in use (include|are) {tools}.",
    "+{many} (use|work with|make use of) {tools}.",
    "+you would (meet|come across|work with|see) {tools}.",
    "+(as for tools|on the technical side|among tools|for tools), {tools} are (used|in use|common here).",
    "+(the work|this work|much of it) is done with (tools|software) (like|such as) {tools}.",
    "+(some of the work|part of the work|part of the day) (calls for|goes through) {tools}.",
];

pub const USED_TOOL: &[&str] = &[
    "+{tools} is (used|in use)( in this work| here| too|).",
    "+{many} (use|work with|make use of) {tools}.",
    "+you would (meet|come across|work with|see) {tools}.",
    "+(a|one) tool in use is {tools}.",
];

pub const ASKED: &[&str] = &[
    "+(the advert|this advert|the posting|this posting|the job description) (says|has it|asks|puts it) (plainly|in so many words|clearly|like this): {quote}.",
    "+(one|a) line of the (advert|posting|job description) (reads|says|is): {quote}.",
    "+(among|of|from) its (demands|requirements|wishes|points): {quote}.",
    "+(the job|this job|the role|this role|it) asks for (this|the following): {quote}.",
    "+(asked for|required|wanted|on the list): {quote}.",
    "+(the employer|the advert) (wants|asks for|is after|looks for) {quote}.",
    "+{quote} is (a part of|one part of|part of) what (is asked for|the job asks for|the advert wants).",
];

pub const LEVEL: &[&str] = &[
    "+{level1} {is1} (asked for|required|wanted|expected) in {share1} of (jobs|these jobs).",
    "+{share1} of (jobs|these jobs|the jobs) (ask for|call for|want|require) {level1}.",
    "+in {share1} of (jobs|these jobs), (employers ask for|the rule is|it takes|one needs) {level1}.",
    "+(the|as for schooling, the|in education, the) (most common|commonest) (requirement|demand) is {level1}, in {share1} of jobs.",
    "+(on schooling|as for education|as to schooling|in schooling): {share1} of (jobs|these jobs) (ask for|call for) {level1}.",
    "+(employers|job adverts|postings) (most often |)(ask for|want) {level1}, (namely |)in {share1} of (jobs|these jobs).",
    "+(formal schooling|schooling|education) (means|is) {level1} in {share1} of (jobs|these jobs).",
    "+with {level1} (you would|one can|people) (meet|answer) what {share1} of (jobs|these jobs) ask for.",
    "+{level1} (would open|opens) {share1} of these jobs.",
];

pub const MOST_LEVEL: &[&str] = &[
    "+(most|the greater part) of these jobs, {share1}, (ask for|call for|require) {level1}.",
    "+(the usual|the common|the well-worn) (way|road|path) in is {level1}, (asked for|required) in {share1} of jobs.",
    "+(most doors|most jobs) (open with|want) {level1}: {share1} of (jobs|them) (ask for|require) it.",
    "+(count on|expect) {level1}, since {share1} of (jobs|these jobs) (ask for|require) it.",
];

pub const TWO_LEVELS: &[&str] = &[
    "+{share1} of (jobs|these jobs) (ask for|call for|require) {level1}, and {share2} (ask for |call for |want |){level2}.",
    "+{level1} {is1} (asked for|required|wanted) in {share1} of jobs, {level2} in {share2}.",
    "+(employers|these jobs|the jobs) (differ|vary|divide): {share1} (ask for|want) {level1}, {share2} {level2}.",
    "+(the commonest|the usual|the main) (ways|roads|paths) in are {level1}, asked for in {share1} of jobs, and {level2}, in {share2}.",
    "+(first|at the top) (comes|is|stands) {level1}, asked for in {share1} of jobs; then {level2}, with {share2}.",
    "+(after|behind|next to) {level1}, (asked for|required) in {share1} of jobs, (comes|stands) {level2} (in|with) {share2}.",
    "+(schooling|education) varies: {share1} of jobs (ask for|want) {level1} and {share2} {level2}.",
    "+(where|if) {level1} {is1} (the rule|asked for) in {share1} of jobs, {level2} would (do for|open|be enough for) {share2}.",
];

pub const SECOND_LEVEL: &[&str] = &[
    "+(another|a further) {share2} of (jobs|these jobs) (ask for|call for|want) {level2}.",
    "+{level2} (comes next|comes second|is next|follows), (asked for|required) in {share2} of jobs.",
    "+then {level2}, (asked for|required) in {share2} of (jobs|these jobs).",
    "+in {share2} of (jobs|these jobs) it is {level2}.",
    "+{share2} of jobs (ask for|want|require) {level2} (instead|in its place).",
];

pub const ZONE: &[&str] = &[
    "+(the work|this work|the job|it) (takes|asks for|calls for|needs) {amount} preparation, (job zone {step} of 5|step {step} of 5|{step} of 5 on the scale).",
    "+(expect|count on) {amount} preparation(: job zone {step} of 5| before you start| before one is ready|, step {step} of 5|).",
    "+(in|for) preparation it (stands|is|ranks) at {step} of 5(: {amount} preparation|, which means {amount} preparation|, that is {amount} preparation|).",
    "+job zone {step} of 5 (means|stands for|points to|tells of) {amount} preparation.",
    "+(it is|this is|the atlas has it as) job zone {step} of 5, with {amount} preparation.",
    "+{many} (need|go through|take) {amount} preparation(, job zone {step} of 5|).",
    "+(getting in|the way in|getting ready|getting started) (takes|asks for|means) {amount} preparation(, job zone {step} of 5|).",
    "+(set aside time for|give yourself time for|take time for) {amount} preparation(: it is job zone {step} of 5|).",
    "+(on the scale of|among the) job zones it is at {step} of 5: {amount} preparation.",
    "+(you would need|it would take) {amount} preparation(, as job zone {step} of 5 (says|tells)|).",
];

pub const LEVEL_AND_ZONE: &[&str] = &[
    "{share1} of (jobs|these jobs) (ask for|require|want) {level1}, and the preparation is (put at|rated) {step} of 5.",
    "(it takes|expect|count on|the work takes) {amount} preparation, and {share1} of (jobs|these jobs) (ask for|require) {level1}.",
    "job zone {step} of 5 means {amount} preparation; {share1} of jobs (ask for|want|require) {level1}.",
    "with {amount} preparation and {level1}, (asked for|required) in {share1} of jobs, (the door is open|one is well placed|you would be ready).",
    "{level1} {is1} (asked for|required) in {share1} of jobs, (which goes with|in line with|along with) {amount} preparation.",
    "(count on|set aside time for) {amount} preparation: {share1} of (jobs|these jobs) (ask for|require) {level1}.",
];

pub const PAY: &[&str] = &[
    "+(the median was|median pay was|the median pay was|median pay came to) {median} a year in the United States in {year}.",
    "+in the United States, (the median pay|median pay|the median) (was|stood at|came to) {median} a year in {year}.",
    "+in {year}, half of (those in the work|the people in it|them) (earned|made) more than {median} a year in the United States.",
    "+(as for|on|as to) (pay|money): {median} a year at the median in the United States in {year}.",
    "+(pay|earnings) in the United States (had|showed) a median of {median} a year in {year}(, with the highest tenth above {high}|, and the lowest tenth below {low}|).",
    "+{many} (earned|made|were paid) {median} a year at the median in the United States in {year}.",
    "+(the work|this work|it|the job) paid {median} a year at the median in the United States in {year}.",
    "+figures for the United States in {year} (put|show|give) a median of {median} a year(, and more than {high} for the highest tenth|, and less than {low} for the lowest tenth|).",
    "+(the middle|the midpoint) of the pay in the United States was {median} a year in {year}(, with the highest tenth above {high}|).",
    "+(a typical|the typical) year (paid|brought) {median} in the United States in {year}, (by the median|going by the median).",
    "+with {median} a year in the United States in {year}, the median (tells|shows|says) what (to expect|is usual|the middle is).",
    "+(you could expect|you would look at|expect) pay around the median of {median} a year, (the figure for|as it was in) the United States in {year}.",
    "+pay (ran|went|ranged) from below {low} for the lowest tenth to above {high} for the highest in the United States in {year}, with {median} (in the middle|at the median).",
    "+between {low} and {high} (lies|lay) the median of {median} a year in the United States in {year}.",
];

pub const SPREAD: &[&str] = &[
    "+the lowest tenth (earned|made) (below|less than|under) {low} and the highest (above|more than|over) {high} a year in the United States in {year}.",
    "+(the range is wide|pay differs|earnings differ|the spread is telling): below {low} for the lowest tenth, above {high} for the highest, in the United States in {year}.",
    "+(for the highest tenth|for the best-paid tenth) it was (above|more than|over) {high} a year in the United States in {year}.",
    "+for (the lowest tenth|the tenth with the least pay) it was (below|less than|under) {low} a year in the United States in {year}.",
];

pub const GROWTH: &[&str] = &[
    "+employment in the United States is (projected|expected|forecast) to (grow|rise|increase) by {change} from {from} to {to}(, with {openings} openings a year|).",
    "+(from {from} to {to}|between {from} and {to}), employment in the United States (should|is expected to|is projected to) (grow|rise|increase) by {change}.",
    "+(the forecast|the projection|the outlook) for the United States is (growth|an increase|a rise) of {change} from {from} to {to}(, and {openings} openings a year|).",
    "+by {to}, (the United States should have|there should be) {change} more (of these jobs|jobs of this kind) (in the United States |)than in {from}.",
    "+(about|some|around) {openings} openings a year are (expected|projected|forecast) in the United States, with (growth|a rise) of {change} from {from} to {to}.",
    "+(looking ahead|as for the outlook|on the outlook), (growth|a rise) of {change} is (projected|expected|forecast) for the United States from {from} to {to}.",
    "+the number of jobs in the United States (should|is set to|is projected to) (grow|rise) by {change} (between {from} and {to}|from {from} to {to}).",
    "+jobs (are projected|are expected|are forecast) to (grow|increase) by {change} in the United States from {from} to {to}(: {openings} openings a year|).",
    "+(there is|there should be) room(, too|): {openings} openings a year in the United States, and (growth|a rise) of {change} from {from} to {to}.",
    "+growth of {change} (is projected|is expected|is forecast|lies ahead) in the United States from {from} to {to}(, which comes with {openings} openings a year|).",
];

pub const DECLINE: &[&str] = &[
    "+employment in the United States is (projected|expected|forecast) to (shrink|fall|decline) by {change} from {from} to {to}(, though {openings} openings a year (remain|are expected|still come up)|).",
    "+(from {from} to {to}|between {from} and {to}), employment in the United States (should|is expected to|is projected to) (fall|shrink|decline) by {change}.",
    "+(the forecast|the projection|the outlook) for the United States is a (decline|fall|drop) of {change} from {from} to {to}(, with {openings} openings a year all the same|).",
    "+by {to}, there should be {change} fewer of these jobs in the United States than in {from}.",
    "+{openings} openings a year are (still |)(expected|projected) in the United States, (despite|in spite of) a (fall|decline|drop) of {change} from {from} to {to}.",
    "+the number of jobs in the United States (should|is set to|is projected to) (fall|drop|shrink) by {change} (between {from} and {to}|from {from} to {to}).",
    "+(looking ahead|as for the outlook|on the outlook), a (decline|fall) of {change} is (projected|expected|forecast) for the United States from {from} to {to}.",
    "+jobs (are projected|are expected|are forecast) to (shrink|decline|fall) by {change} in the United States from {from} to {to}, (yet|but) {openings} openings a year (remain|come up).",
];

pub const STEADY: &[&str] = &[
    "+employment in the United States is (projected|expected|forecast) to (stay level|stay as it is|hold steady) from {from} to {to}(, with {openings} openings a year|).",
    "+(from {from} to {to}|between {from} and {to}), employment in the United States (should|is expected to) (hardly change|stay about the same|hold steady).",
    "+(the forecast|the projection) for the United States is (little change|a steady level) from {from} to {to}(, and {openings} openings a year|).",
];

pub const OPENINGS: &[&str] = &[
    "+(about|some|around) {openings} openings a year are (expected|projected) in the United States from {from} to {to}.",
    "+{openings} openings a year (should|are expected to) come up in the United States between {from} and {to}.",
    "+(each|every) year (should bring|is expected to bring) {openings} openings in the United States, from {from} to {to}.",
];

pub const PAY_AND_GROWTH: &[&str] = &[
    "the median was {median} a year in the United States in {year}, and jobs there (should|are expected to|are projected to) {move} by {change} from {from} to {to}.",
    "{many} earned {median} a year at the median in the United States in {year}; from {from} to {to} their number there should {move} by {change}.",
    "(pay|earnings) stood at a median of {median} a year in the United States in {year}, while employment is (expected|projected) to {move} by {change} from {from} to {to}.",
    "in the United States, the median was {median} a year in {year}, and employment should {move} by {change} (from {from} to {to}|between {from} and {to}).",
    "with a median of {median} a year in the United States in {year}, the field is (expected|projected|set) to {move} by {change} from {from} to {to}.",
];
