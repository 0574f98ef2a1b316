//! Plain words for what the atlas names in the language of its tables.

/// A skill, a field of knowledge, an activity or a work style as it is said in a sentence; the table's own name in
/// small letters where there is no better one.
pub fn element(id: &str, name: &str) -> String {
    ELEMENTS
        .iter()
        .find(|(known, _)| *known == id)
        .map_or_else(|| name.to_lowercase(), |(_, words)| (*words).to_owned())
}

const ELEMENTS: [(&str, &str); 122] = [
    // Skills: what one is good at.
    ("2.A.1.a", "close reading"),
    ("2.A.1.b", "good listening"),
    ("2.A.1.c", "writing clearly"),
    ("2.A.1.d", "speaking so that others follow"),
    ("2.A.1.e", "reckoning with figures"),
    ("2.A.1.f", "scientific method"),
    ("2.A.2.a", "weighing arguments"),
    ("2.A.2.b", "learning as you go"),
    ("2.A.2.c", "knowing how people learn"),
    ("2.A.2.d", "keeping track of progress"),
    ("2.B.1.a", "reading people"),
    ("2.B.1.b", "working in step with others"),
    ("2.B.1.c", "persuasion"),
    ("2.B.1.d", "negotiation"),
    ("2.B.1.e", "instructing others"),
    ("2.B.1.f", "readiness to help"),
    ("2.B.2.i", "untangling complex problems"),
    ("2.B.3.a", "working out what a design must do"),
    ("2.B.3.b", "adapting technology to people"),
    ("2.B.3.c", "choosing the right equipment"),
    ("2.B.3.d", "installing equipment"),
    ("2.B.3.e", "programming"),
    ("2.B.3.g", "watching gauges"),
    ("2.B.3.h", "handling controls"),
    ("2.B.3.j", "looking after equipment"),
    ("2.B.3.k", "finding the cause of faults"),
    ("2.B.3.l", "repairing things"),
    ("2.B.3.m", "testing for quality"),
    ("2.B.4.e", "sound judgement"),
    ("2.B.4.g", "seeing how a system hangs together"),
    ("2.B.4.h", "judging how well a system works"),
    ("2.B.5.a", "managing time"),
    ("2.B.5.b", "looking after money"),
    ("2.B.5.c", "looking after materials"),
    ("2.B.5.d", "getting the best out of people"),
    // Knowledge: what one knows about.
    ("2.C.1.a", "management"),
    ("2.C.1.b", "office work"),
    ("2.C.1.c", "economics and accounting"),
    ("2.C.1.d", "sales and marketing"),
    ("2.C.1.e", "serving customers"),
    ("2.C.1.f", "personnel work"),
    ("2.C.2.a", "production"),
    ("2.C.2.b", "food production"),
    ("2.C.3.a", "computers and electronics"),
    ("2.C.3.b", "engineering"),
    ("2.C.3.c", "design"),
    ("2.C.3.d", "building and construction"),
    ("2.C.3.e", "machinery"),
    ("2.C.4.a", "mathematics"),
    ("2.C.4.b", "physics"),
    ("2.C.4.c", "chemistry"),
    ("2.C.4.d", "biology"),
    ("2.C.4.e", "psychology"),
    ("2.C.4.f", "sociology"),
    ("2.C.4.g", "geography"),
    ("2.C.5.a", "medicine"),
    ("2.C.5.b", "therapy and counselling"),
    ("2.C.6", "education and training"),
    ("2.C.7.a", "the English language"),
    ("2.C.7.b", "a foreign language"),
    ("2.C.7.c", "the arts"),
    ("2.C.7.d", "history"),
    ("2.C.7.e", "philosophy and religion"),
    ("2.C.8.a", "public safety"),
    ("2.C.8.b", "law and government"),
    ("2.C.9.a", "telecommunications"),
    ("2.C.9.b", "media"),
    ("2.C.10", "transport"),
    // Activities: what the hours go into.
    ("4.A.1.a.1", "finding things out"),
    ("4.A.1.a.2", "keeping an eye on how things run"),
    ("4.A.1.b.1", "spotting what has changed"),
    ("4.A.1.b.2", "inspecting equipment"),
    ("4.A.1.b.3", "estimating quantities"),
    ("4.A.2.a.1", "judging quality"),
    ("4.A.2.a.2", "working through records"),
    ("4.A.2.a.3", "checking work against rules"),
    ("4.A.2.a.4", "making sense of data"),
    ("4.A.2.b.1", "making decisions"),
    ("4.A.2.b.2", "coming up with ideas"),
    ("4.A.2.b.3", "keeping knowledge up to date"),
    ("4.A.2.b.4", "setting goals"),
    ("4.A.2.b.5", "scheduling"),
    ("4.A.2.b.6", "setting priorities"),
    ("4.A.3.a.1", "physical work"),
    ("4.A.3.a.2", "handling materials"),
    ("4.A.3.a.3", "running machines"),
    ("4.A.3.a.4", "driving vehicles"),
    ("4.A.3.b.1", "working at a computer"),
    ("4.A.3.b.2", "drawing up technical plans"),
    ("4.A.3.b.4", "keeping machines in repair"),
    ("4.A.3.b.5", "repairing electronics"),
    ("4.A.3.b.6", "keeping records"),
    ("4.A.4.a.1", "explaining what things mean"),
    ("4.A.4.a.2", "keeping colleagues informed"),
    ("4.A.4.a.3", "representing the organisation"),
    ("4.A.4.a.4", "building relationships"),
    ("4.A.4.a.5", "caring for people"),
    ("4.A.4.a.6", "persuading people to buy"),
    ("4.A.4.a.7", "settling disputes"),
    ("4.A.4.a.8", "dealing with the public"),
    ("4.A.4.b.3", "teaching"),
    ("4.A.4.b.4", "directing others"),
    ("4.A.4.b.6", "giving advice"),
    ("4.A.4.c.1", "paperwork"),
    ("4.A.4.c.2", "finding staff"),
    ("4.A.4.c.3", "watching over resources"),
    // Work styles: what one is like.
    ("1.C.1.a", "ambition"),
    ("1.C.1.b", "persistence"),
    ("1.C.1.c", "initiative"),
    ("1.C.2.b", "a will to lead"),
    ("1.C.3.a", "a friendly way with colleagues"),
    ("1.C.3.b", "care for others"),
    ("1.C.3.c", "a liking for company"),
    ("1.C.4.a", "self-control"),
    ("1.C.4.b", "calm under pressure"),
    ("1.C.4.c", "adaptability"),
    ("1.C.5.a", "reliability"),
    ("1.C.5.b", "an eye for detail"),
    ("1.C.5.c", "honesty"),
    ("1.C.6", "independence"),
    ("1.C.7.a", "inventiveness"),
    ("1.C.7.b", "analytical thinking"),
];

/// What somebody with this interest likes to do; by the first letter of the interest's name.
pub fn interest(name: &str) -> Option<&'static str> {
    Some(match name.chars().next()?.to_ascii_lowercase() {
        'r' => "practical work that leaves something to show for it",
        'i' => "working out how things hang together",
        'a' => "making something of one's own",
        's' => "helping and teaching people",
        'e' => "leading and persuading",
        'c' => "order, detail and clear rules",
        _ => return None,
    })
}

/// A level of education with its article.
pub fn schooling(level: &str) -> String {
    let known = [
        (
            "Less than a High School Diploma",
            "less than a high-school diploma",
        ),
        ("High School Diploma", "a high-school diploma"),
        (
            "Post-Secondary Certificate",
            "a certificate taken after school",
        ),
        ("Some College Courses", "some college courses"),
        ("Associate's Degree", "an associate's degree"),
        ("Bachelor's Degree", "a bachelor's degree"),
        (
            "Post-Baccalaureate Certificate",
            "a post-baccalaureate certificate",
        ),
        ("Master's Degree", "a master's degree"),
        ("Post-Master's Certificate", "a post-master's certificate"),
        ("First Professional Degree", "a first professional degree"),
        ("Doctoral Degree", "a doctoral degree"),
        ("Post-Doctoral Training", "post-doctoral training"),
    ];
    known
        .iter()
        .find(|(name, _)| *name == level)
        .map_or_else(|| level.to_lowercase(), |(_, words)| (*words).to_owned())
}

/// How much preparation a job zone stands for, before the word “preparation”.
pub const fn preparation(job_zone: u8) -> &'static str {
    match job_zone {
        0 | 1 => "little or no",
        2 => "some",
        3 => "a medium amount of",
        4 => "considerable",
        _ => "extensive",
    }
}

/// A part of the match, and whether its name is a plural.
pub fn part(name: &str) -> (String, bool) {
    let known = [
        ("Job requirements", "the listed requirements", true),
        ("Tools and technologies", "the tools of the trade", true),
        (
            "General skills and knowledge",
            "general skills and knowledge",
            true,
        ),
        ("Job titles", "the job titles you have held", true),
        ("Years of experience", "your years of experience", true),
        ("Education", "your education", false),
        (
            "Skills named in the role",
            "the skills in the role's own name",
            true,
        ),
        ("Words of the role", "the words of the role itself", true),
    ];
    known.iter().find(|(known, ..)| *known == name).map_or_else(
        || (name.to_lowercase(), name.ends_with('s')),
        |(_, words, plural)| ((*words).to_owned(), *plural),
    )
}
