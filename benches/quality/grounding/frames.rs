//! Sentence frames. Those at even places were looked at while the guard was tuned, those at odd places were not.

pub(crate) struct Frame {
    pub(crate) about: &'static str,
    pub(crate) text: &'static str,
}

const fn frame(about: &'static str, text: &'static str) -> Frame {
    Frame { about, text }
}

pub(crate) const FRAMES: &[Frame] = &[
    frame("position", "You worked as {title} at {company}."),
    frame(
        "position",
        "Your résumé shows you as {title} with {company} from {start}.",
    ),
    frame("position", "{company} employed you as a {title}."),
    frame(
        "position",
        "The post of {title} was held by you at {company}.",
    ),
    frame("position", "From {start} to {end} you were with {company}."),
    frame(
        "position",
        "Between {start} and {end}, {company} relied on you as its {title}.",
    ),
    frame("position", "You spent {length} at {company}."),
    frame(
        "position",
        "Your {length} with {company} as a {title} are worth showing.",
    ),
    frame(
        "position",
        "You joined {company} in {start} and left in {end}.",
    ),
    frame(
        "position",
        "Having started at {company} in {start}, you served as {title}.",
    ),
    frame(
        "position",
        "You have been at {company} since {start}, which is a steady run ({now}).",
    ),
    frame(
        "position",
        "Until {end}, you were employed by {company} as {title}.",
    ),
    frame(
        "position",
        "As a {title}, you stayed at {company} for {length}.",
    ),
    frame("position", "You bring {length} of practice from {company}."),
    frame(
        "position",
        "Like other {title}s, you know the daily work from the inside, thanks to {company}.",
    ),
    frame(
        "position",
        "Your time as {title} ({company}, {start}) counts here.",
    ),
    frame(
        "position",
        "You were hired by {company}, where the title on your door was {title}.",
    ),
    frame(
        "position",
        "{company} is where you worked for {length} as {title}.",
    ),
    frame("figure", "One line of your résumé reports {figure}."),
    frame(
        "figure",
        "You name a figure of {figure} for your work at {company}.",
    ),
    frame("figure", "At {company}, your work came to {figure}."),
    frame("figure", "There, {figure} can be counted to your credit."),
    frame("figure", "As {title} you can point to {figure}."),
    frame(
        "figure",
        "A result such as {figure} says more than a list of duties.",
    ),
    frame(
        "figure",
        "Your record includes {figure}, which was achieved at {company}.",
    ),
    frame(
        "figure",
        "While you were {title} at {company}, {figure} stood in your report.",
    ),
    frame(
        "figure",
        "That is {figure} in a single line, so keep it near the top.",
    ),
    frame(
        "figure",
        "With {figure} to show for it, your time with {company} speaks for itself.",
    ),
    frame("degree", "You hold a {degree} in {field}."),
    frame("degree", "Your {degree} was earned at {school}."),
    frame("degree", "You studied {field} at {school}."),
    frame("degree", "Your résumé lists a {degree} from {school}."),
    frame("degree", "A {degree} stands behind your practical work."),
    frame("degree", "You graduated in {field} from {school}."),
    frame("degree", "{school} awarded you a {degree}."),
    frame(
        "degree",
        "With a {degree} in {field}, you meet what most employers expect.",
    ),
    frame(
        "degree",
        "Your education, a {degree} in {field} ({school}), is a sound base.",
    ),
    frame(
        "degree",
        "Having finished your {degree} at {school}, you know how to study.",
    ),
    frame("skill", "You know {skill}."),
    frame("skill", "Your résumé names {skill} among your skills."),
    frame("skill", "You have worked with {skill} before."),
    frame("skill", "{skill} is something you already use."),
    frame("skill", "Your experience with {skill} is asked for here."),
    frame("skill", "You show {skill}, a skill many postings mention."),
    frame("skill", "Among the tools you list is {skill}."),
    frame("skill", "Work in {skill} can be found in your résumé."),
    frame("skill", "You are familiar with {skill} and say so plainly."),
    frame("skill", "Your line about {skill} supports your case."),
    frame(
        "pay",
        "Half of {occupation} in the United States earned more than {pay} in {year}.",
    ),
    frame(
        "pay",
        "The median pay of {occupation} was {pay} a year in {year}.",
    ),
    frame(
        "pay",
        "In {year}, {occupation} were paid {pay} at the median.",
    ),
    frame(
        "pay",
        "Median pay in the United States stood at {pay} a year ({year}).",
    ),
    frame("schooling", "Among {occupation}, {share} hold {level}."),
    frame("schooling", "Some {share} of them have {level}."),
    frame(
        "schooling",
        "The most common schooling is {level}, at {share} of those employed.",
    ),
    frame(
        "schooling",
        "For {occupation}, {level} is usual: {share} have one.",
    ),
    frame(
        "outlook",
        "Employment of {occupation} is projected to change by {change} from {from} to {to}.",
    ),
    frame(
        "outlook",
        "By {to}, employment is projected to change by {change}.",
    ),
    frame(
        "outlook",
        "A change of {change} is expected between {from} and {to}.",
    ),
    frame(
        "outlook",
        "The outlook for {occupation} is a change of {change} by {to}.",
    ),
    frame("ability", "The work of {occupation} leans on {ability}."),
    frame("ability", "{ability} is rated important for {occupation}."),
    frame("ability", "What matters most in it is {ability}."),
    frame("ability", "Those who do it well are strong in {ability}."),
    frame(
        "tool",
        "{tool} is often asked for in postings for {occupation}.",
    ),
    frame("tool", "Postings for it often name {tool}."),
    frame("tool", "{occupation} work with {tool}."),
    frame("tool", "Among its tools, {tool} comes up often."),
];
