//! Plain words for what the atlas names in the language of its tables. Several stand for one name, parted by `|`.

use rand::Rng;
use rand::rngs::StdRng;
use rand::seq::IndexedRandom;

use super::english;

/// An activity as something one does all day.
pub fn activity(name: &str, rng: &mut StdRng) -> String {
    let known = ACTIVITIES.iter().find(|(other, _)| *other == name);
    known.map_or_else(|| name.to_lowercase(), |(_, words)| one_of(words, rng))
}

/// A skill or a field of knowledge as a noun; `freely` it may be said in other words.
pub fn ability(name: &str, freely: bool, rng: &mut StdRng) -> String {
    let own = match name {
        "Mechanical" => "mechanical equipment".to_owned(),
        "Administrative" => "administrative work".to_owned(),
        "English Language" => "the English language".to_owned(),
        "Foreign Language" => "a foreign language".to_owned(),
        other => other.to_lowercase(),
    };
    let known = ABILITIES.iter().find(|(other, _)| *other == name);
    match known {
        Some((_, words)) if freely && rng.random_range(0..5) < 2 => one_of(words, rng),
        _ => own,
    }
}

/// A skill as a person's sentence has it, and whether its letters are a name's.
pub fn skill(name: &str) -> (String, bool) {
    match name {
        "Mechanical" => ("mechanical knowledge".to_owned(), false),
        "Administrative" => ("administrative work".to_owned(), false),
        "English Language" => ("the English language".to_owned(), false),
        "Foreign Language" => ("a foreign language".to_owned(), false),
        other if is_ability(other) => (other.to_lowercase(), false),
        other => english::skill(other),
    }
}

/// A field of knowledge behind `knowledge of`.
pub fn field(name: &str) -> String {
    match name {
        "Mechanical" => "mechanical equipment".to_owned(),
        other => skill(other).0,
    }
}

pub fn is_ability(name: &str) -> bool {
    is_knowledge(name) || SKILLS.contains(&name)
}

pub fn is_knowledge(name: &str) -> bool {
    KNOWLEDGE.contains(&name)
}

/// A level of education with its article.
pub fn schooling(level: &str) -> String {
    match level {
        "Less than a High School Diploma" => "less than a high school diploma".to_owned(),
        "Some College Courses" => "some college courses".to_owned(),
        "Post-Doctoral Training" => "post-doctoral training".to_owned(),
        other => format!("a~ {}", other.to_lowercase()),
    }
}

fn one_of(words: &str, rng: &mut StdRng) -> String {
    let all: Vec<&str> = words.split('|').collect();
    all.choose(rng).copied().unwrap_or_default().to_owned()
}

const ACTIVITIES: [(&str, &str); 41] = [
    (
        "Guiding, Directing, and Motivating Subordinates",
        "guiding a team|leading and motivating a team|giving a team its direction",
    ),
    (
        "Communicating with Supervisors, Peers, or Subordinates",
        "talking things through with colleagues|keeping the team in the picture|staying in touch with colleagues",
    ),
    (
        "Analyzing Data or Information",
        "analysing information|looking for patterns in information|taking information apart",
    ),
    (
        "Developing Objectives and Strategies",
        "setting objectives|deciding what to aim for|working out strategies",
    ),
    (
        "Getting Information",
        "gathering information|getting hold of information|collecting facts",
    ),
    (
        "Communicating with People Outside the Organization",
        "dealing with people outside the organisation|standing for the organisation|keeping contact with the outside",
    ),
    (
        "Resolving Conflicts and Negotiating with Others",
        "resolving conflicts|calming conflicts|finding terms both sides accept",
    ),
    (
        "Providing Consultation and Advice to Others",
        "giving advice|advising others|being asked for advice",
    ),
    (
        "Making Decisions and Solving Problems",
        "making decisions and solving problems|solving problems|deciding what to do",
    ),
    (
        "Documenting/Recording Information",
        "recording information|documenting what was done|keeping good records",
    ),
    (
        "Interpreting the Meaning of Information for Others",
        "explaining what information means|making information clear to others|interpreting findings for others",
    ),
    (
        "Selling or Influencing Others",
        "winning others over|persuading people to buy|bringing others round",
    ),
    (
        "Staffing Organizational Units",
        "finding the right staff|filling vacancies|finding people for open places",
    ),
    (
        "Judging the Qualities of Objects, Services, or People",
        "judging quality|telling good work from bad|weighing up people and things",
    ),
    (
        "Thinking Creatively",
        "thinking creatively|finding new ideas|coming up with something new",
    ),
    (
        "Identifying Objects, Actions, and Events",
        "noticing what goes on|recognising what is in front of one|spotting what matters",
    ),
    (
        "Evaluating Information to Determine Compliance with Standards",
        "holding work against the standards|checking that rules are kept|checking what complies with standards",
    ),
    (
        "Scheduling Work and Activities",
        "scheduling work|setting up the timetable|fitting work into the week",
    ),
    (
        "Coaching and Developing Others",
        "bringing others on|helping others to grow|helping others along",
    ),
    (
        "Monitoring Processes, Materials, or Surroundings",
        "watching how processes run|keeping watch over processes and materials|monitoring what goes on",
    ),
    (
        "Training and Teaching Others",
        "teaching others|training others|passing on what one knows",
    ),
    (
        "Updating and Using Relevant Knowledge",
        "keeping knowledge fresh and using it|staying up to date|putting new knowledge to use",
    ),
    (
        "Processing Information",
        "processing information|working through information|sorting information",
    ),
    (
        "Establishing and Maintaining Interpersonal Relationships",
        "building good relations|making and keeping contacts|getting on with people",
    ),
    (
        "Performing for or Working Directly with the Public",
        "working directly with the public|being there for the public|serving the public",
    ),
    (
        "Controlling Machines and Processes",
        "controlling machines|keeping machines and processes under control|running machines",
    ),
    (
        "Monitoring and Controlling Resources",
        "keeping an eye on resources|watching what is spent and used|controlling resources",
    ),
    (
        "Assisting and Caring for Others",
        "caring for others|helping and caring|looking after people",
    ),
    (
        "Estimating the Quantifiable Characteristics of Products, Events, or Information",
        "judging amounts and sizes|judging how much and how many|judging quantities",
    ),
    (
        "Inspecting Equipment, Structures, or Materials",
        "inspecting equipment and materials|looking equipment over|inspecting things for faults",
    ),
    (
        "Repairing and Maintaining Mechanical Equipment",
        "repairing mechanical equipment|keeping machinery going|maintaining machines",
    ),
    (
        "Performing General Physical Activities",
        "physical work|working with one's hands and body|being on one's feet",
    ),
    (
        "Performing Administrative Activities",
        "administrative work|seeing to the paperwork|keeping the office side going",
    ),
    (
        "Organizing, Planning, and Prioritizing Work",
        "organising and planning work|deciding what comes first|putting work in order",
    ),
    (
        "Operating Vehicles, Mechanized Devices, or Equipment",
        "operating vehicles and equipment|handling vehicles|being at the controls of vehicles or equipment",
    ),
    (
        "Working with Computers",
        "working with computers|computer work|working at a screen",
    ),
    (
        "Handling and Moving Objects",
        "handling and moving things|lifting and moving things|moving objects",
    ),
    (
        "Drafting, Laying Out, and Specifying Technical Devices, Parts, and Equipment",
        "drawing up technical parts|laying out technical parts|specifying parts and equipment",
    ),
    (
        "Repairing and Maintaining Electronic Equipment",
        "repairing electronic equipment|maintaining electronic equipment|keeping electronic equipment going",
    ),
    (
        "Coordinating the Work and Activities of Others",
        "coordinating the work of others|bringing the work of several people together|seeing that everyone pulls together",
    ),
    (
        "Developing and Building Teams",
        "putting a team together|forming a team that works|bringing a team together",
    ),
];

const ABILITIES: [(&str, &str); 30] = [
    (
        "Judgment and Decision Making",
        "judging what to do and deciding|weighing costs against benefits",
    ),
    (
        "Critical Thinking",
        "testing an argument before accepting it|thinking a matter through",
    ),
    (
        "Complex Problem Solving",
        "solving problems that have many sides|getting to the bottom of hard problems",
    ),
    (
        "Speaking",
        "speaking clearly|getting a message across by speaking",
    ),
    (
        "Coordination",
        "coordination with others|coordination across a team",
    ),
    (
        "Reading Comprehension",
        "understanding what one reads|taking in long texts",
    ),
    ("Writing", "clear writing|writing for different audiences"),
    (
        "Social Perceptiveness",
        "sensing how people feel|noticing how others react",
    ),
    ("Active Listening", "hearing people out|listening properly"),
    (
        "Monitoring",
        "monitoring how things are going|monitoring progress",
    ),
    (
        "Time Management",
        "making good use of time|keeping to the time there is",
    ),
    (
        "Active Learning",
        "picking up new things and using them|seeing what new facts mean",
    ),
    (
        "Instructing",
        "instructing others|instructing people step by step",
    ),
    (
        "Learning Strategies",
        "knowing how to teach something new|learning how people learn",
    ),
    (
        "Service Orientation",
        "looking for ways to help|wanting to help",
    ),
    (
        "Systems Analysis",
        "understanding how a system behaves|working out what a change does to a system",
    ),
    (
        "Systems Evaluation",
        "measuring how well a system does|telling whether a system does its job",
    ),
    (
        "Operations Analysis",
        "working out what users need|turning needs into a plan",
    ),
    (
        "Operations Monitoring",
        "watching dials and displays|seeing at once when a machine goes wrong",
    ),
    (
        "Management of Personnel Resources",
        "motivating people and choosing the right ones|getting the best from a team",
    ),
    (
        "Management of Financial Resources",
        "deciding how money is spent|keeping within a budget",
    ),
    (
        "Management of Material Resources",
        "seeing that materials are there and well used|getting hold of the right materials",
    ),
    (
        "Quality Control Analysis",
        "testing whether work is up to standard|checking the quality of what is made",
    ),
    (
        "Operation and Control",
        "handling the controls of a machine|keeping a machine under control",
    ),
    (
        "Troubleshooting",
        "troubleshooting when something breaks|troubleshooting step by step",
    ),
    (
        "Equipment Selection",
        "choosing the right tools for a task|knowing which equipment a task needs",
    ),
    (
        "Equipment Maintenance",
        "keeping equipment in working order|looking after machines before they fail",
    ),
    ("Repairing", "repairing what is broken|repairing machines"),
    (
        "Negotiation",
        "negotiation with different sides|negotiation that ends in agreement",
    ),
    (
        "Persuasion",
        "persuasion by good reasons|persuasion without pressure",
    ),
];

const SKILLS: [&str; 35] = [
    "Judgment and Decision Making",
    "Critical Thinking",
    "Complex Problem Solving",
    "Speaking",
    "Coordination",
    "Systems Evaluation",
    "Management of Financial Resources",
    "Management of Personnel Resources",
    "Reading Comprehension",
    "Writing",
    "Social Perceptiveness",
    "Negotiation",
    "Systems Analysis",
    "Active Listening",
    "Monitoring",
    "Persuasion",
    "Time Management",
    "Management of Material Resources",
    "Active Learning",
    "Instructing",
    "Learning Strategies",
    "Service Orientation",
    "Operations Analysis",
    "Operations Monitoring",
    "Science",
    "Operation and Control",
    "Quality Control Analysis",
    "Troubleshooting",
    "Equipment Maintenance",
    "Equipment Selection",
    "Repairing",
    "Programming",
    "Technology Design",
    "Installation",
    "Mathematics",
];

const KNOWLEDGE: [&str; 32] = [
    "Administration and Management",
    "Personnel and Human Resources",
    "English Language",
    "Customer and Personal Service",
    "Economics and Accounting",
    "Public Safety and Security",
    "Computers and Electronics",
    "Sales and Marketing",
    "Education and Training",
    "Law and Government",
    "Psychology",
    "Engineering and Technology",
    "Communications and Media",
    "Sociology and Anthropology",
    "Production and Processing",
    "Geography",
    "Telecommunications",
    "Administrative",
    "Philosophy and Theology",
    "Transportation",
    "Foreign Language",
    "History and Archeology",
    "Mechanical",
    "Physics",
    "Building and Construction",
    "Design",
    "Biology",
    "Chemistry",
    "Food Production",
    "Fine Arts",
    "Therapy and Counseling",
    "Medicine and Dentistry",
];
