//! Words that show a general skill or a field of knowledge.
//!
//! The tables name elements (`2.C.5.a`, Medicine and Dentistry); nobody writes those names in a résumé. These are
//! the words people do write, kept by hand.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::career::skill::{Skill, Vocabulary};

/// A vocabulary whose names are the ids of elements.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let skill = |(id, _, words): &(&str, f64, &str)| Skill {
            name: (*id).to_owned(),
            aliases: words
                .split(';')
                .map(|word| word.trim().to_owned())
                .collect(),
        };
        Vocabulary::new(CUES.iter().map(skill).collect())
    })
}

/// How important an element is on average over all rated occupations, from 1 to 5.
pub(in crate::career) fn usual_importance(id: &str) -> f64 {
    static USUAL: OnceLock<HashMap<&str, f64>> = OnceLock::new();
    let usual = USUAL.get_or_init(|| {
        let importance = |(id, importance, _): &(&'static str, f64, _)| (*id, *importance);
        CUES.iter().map(importance).collect()
    });
    usual.get(id).copied().unwrap_or(3.0)
}

/// Element id, average importance in O*NET 29.3, and words. A word belongs to one element only: the earlier one has it.
const CUES: &[(&str, f64, &str)] = &[
    // Knowledge
    (
        "2.C.1.a",
        3.0,
        "strategy; strategic; strategic planning; operations; business plan; program management; project management; \
        project manager; managed a team; leadership; department; administration; resource allocation; KPI; OKR",
    ),
    (
        "2.C.1.b",
        2.7,
        "clerical; data entry; filing; scheduling; calendar; office management; administrative; correspondence; \
        record keeping; records; paperwork; receptionist; front desk; typing; secretary",
    ),
    (
        "2.C.1.c",
        2.2,
        "accounting; accounts; accountant; bookkeeping; budget; budgets; budgeting; finance; financial; ledger; \
        reconciliation; payroll; audit; auditing; tax; invoices; invoicing; banking; economics; forecast; cost control; \
        food cost; P&L; profit and loss; GAAP; balance sheet",
    ),
    (
        "2.C.1.d",
        2.2,
        "sales; marketing; selling; campaign; brand; branding; advertising; promotion; SEO; lead generation; upselling; \
        market research; merchandising; social media; e-commerce; revenue growth; prospecting; pipeline growth",
    ),
    (
        "2.C.1.e",
        3.4,
        "customer service; customers; customer; clients; client; guests; guest; patients' families; \
        customer satisfaction; hospitality; complaints; service desk; front of house; patron; member services; help desk",
    ),
    (
        "2.C.1.f",
        2.4,
        "recruiting; recruitment; hiring; hired; human resources; HR; onboarding; performance reviews; employee relations; \
        benefits administration; compensation; talent acquisition; staffing; labor relations",
    ),
    (
        "2.C.2.a",
        2.5,
        "production; manufacturing; assembly line; quality control; inventory; supply chain; raw materials; lean; \
        six sigma; throughput; warehouse; procurement; line production; food cost control",
    ),
    (
        "2.C.2.b",
        1.4,
        "kitchen; cooking; cook; chef; menu; menus; recipes; recipe; food preparation; food safety; culinary; baking; pastry; \
        crops; livestock; farming; harvest; HACCP; ServSafe; catering; restaurant",
    ),
    (
        "2.C.3.a",
        3.0,
        "computer; software; programming; Python; Java; JavaScript; SQL; database; databases; hardware; servers; Linux; cloud; \
        web development; developer; networks; API; machine learning; Excel; spreadsheet; IT support; electronics; data pipeline; AWS; code",
    ),
    (
        "2.C.3.b",
        2.4,
        "engineering; engineer; prototype; technical design; systems engineering; specifications; R&D; CAD; simulation; \
        process engineering; test bench",
    ),
    (
        "2.C.3.c",
        2.2,
        "design; designer; wireframes; blueprints; blueprint; drafting; technical drawings; Figma; AutoCAD; layouts; prototyping; \
        schematics; SolidWorks; user interface; UX; Photoshop; Illustrator",
    ),
    (
        "2.C.3.d",
        1.9,
        "construction; carpentry; framing; concrete; renovation; building code; roofing; drywall; masonry; building site; \
        contractor; plumbing; electrical wiring; remodeling; job site",
    ),
    (
        "2.C.3.e",
        2.4,
        "mechanical; machinery; machines; engines; repair; repairs; maintenance; hydraulic; pneumatic; welding; tools; motors; \
        lathe; pumps; HVAC; equipment maintenance; automotive",
    ),
    (
        "2.C.4.a",
        3.1,
        "mathematics; math; statistics; statistical; calculus; algebra; geometry; linear algebra; regression; probability; \
        quantitative; numerical; calculations; modeling; hypothesis testing; A/B testing; optimization",
    ),
    (
        "2.C.4.b",
        2.0,
        "physics; optics; thermodynamics; mechanics; electromagnetism; quantum; fluid dynamics; acoustics",
    ),
    (
        "2.C.4.c",
        2.0,
        "chemistry; chemical; chemicals; chromatography; synthesis; reagents; spectroscopy; HPLC; hazardous materials; pharmacology",
    ),
    (
        "2.C.4.d",
        1.9,
        "biology; biological; cell culture; PCR; genetics; genomics; microbiology; physiology; anatomy; ecology; plants; animals; \
        molecular; laboratory specimens; tissue",
    ),
    (
        "2.C.4.e",
        2.4,
        "psychology; psychological; behavioral; behavioural; motivation; counseling psychology; mental health; user research; \
        human behavior; emotional support; de-escalation; child development; cognitive; patients and families",
    ),
    (
        "2.C.4.f",
        1.9,
        "sociology; anthropology; community; cultural; diversity; ethnography; social research; group behavior; multicultural",
    ),
    (
        "2.C.4.g",
        1.9,
        "geography; GIS; ArcGIS; maps; mapping; spatial; cartography; land use; routes; terrain; surveying",
    ),
    (
        "2.C.5.a",
        1.8,
        "patient; patients; clinical; nursing; nurse; medical; medicine; medication; medications; hospital; vital signs; \
        diagnosis; treatment; surgery; surgical; dental; dentist; pharmacy; ICU; emergency department; wound care; CPR; BLS; ACLS; \
        healthcare; EHR; triage; IV",
    ),
    (
        "2.C.5.b",
        1.8,
        "therapy; therapist; counseling; counselling; rehabilitation; psychotherapy; crisis intervention; case management; \
        career guidance; social work; substance abuse; support groups; discharge planning; patient education",
    ),
    (
        "2.C.6",
        3.0,
        "teaching; teacher; taught; training; trained; curriculum; lesson plans; lesson planning; instruction; instructor; students; \
        classroom; coaching; mentored; mentoring; tutoring; workshops; educator; education programs; onboarded",
    ),
    (
        "2.C.7.a",
        3.7,
        "proofreading; editing; writing; written communication; copywriting; editor; English; documentation; reports; \
        report writing; grammar; communication skills; wrote; authored",
    ),
    (
        "2.C.7.b",
        1.6,
        "Spanish; French; German; Mandarin; Chinese; Japanese; Portuguese; Italian; Arabic; Russian; bilingual; multilingual; \
        translation; interpreter; Hindi; Korean; Polish; ESL",
    ),
    (
        "2.C.7.c",
        1.4,
        "art; music; theater; theatre; dance; sculpture; painting; illustration; photography; animation; drama; orchestra; \
        visual arts; exhibition; concert; creative direction",
    ),
    (
        "2.C.7.d",
        1.5,
        "history; archaeology; archives; historical; museum; heritage",
    ),
    (
        "2.C.7.e",
        1.6,
        "philosophy; theology; religion; ethics; ministry; pastoral",
    ),
    (
        "2.C.8.a",
        2.8,
        "safety; security; OSHA; emergency; police; law enforcement; surveillance; fire safety; first aid; patrol; military; \
        cybersecurity; infection control; hazard; risk assessment; lockout; sanitation; personal protective equipment; PPE; incident response",
    ),
    (
        "2.C.8.b",
        2.5,
        "legal; law; litigation; contracts; regulations; compliance; court; attorney; legislation; policy; government; regulatory; \
        paralegal; HIPAA; GDPR; electrical code; permits",
    ),
    (
        "2.C.9.a",
        2.1,
        "telecommunications; telephony; broadcasting; fiber optic; VoIP; wireless; radio; switching; 5G; network infrastructure",
    ),
    (
        "2.C.9.b",
        2.3,
        "journalism; public relations; media; press; broadcast; newsletters; content creation; video production; storytelling; \
        publishing; podcast; communications; copy",
    ),
    (
        "2.C.10",
        2.1,
        "transportation; logistics; driving; driver; delivery; freight; shipping; aviation; fleet; dispatch; CDL; routing; rail; \
        trucking; customs",
    ),
    // Basic and cross-functional skills
    (
        "2.A.1.a",
        3.5,
        "reviewed documents; literature review; read and interpret; interpreted; research papers; technical manuals; charts; care plans",
    ),
    (
        "2.A.1.b",
        3.6,
        "listened; listening; active listening; interviewed; interviews; needs assessment; consulted; customer feedback",
    ),
    (
        "2.A.1.c",
        3.2,
        "report; wrote reports; articles; grant writing; technical writing; published; publications; drafted; drafting reports; documented; \
        charting",
    ),
    (
        "2.A.1.d",
        3.5,
        "presented; presentation; presentations; public speaking; spoke; briefed; pitched; speaker; presenting; explained; facilitated",
    ),
    (
        "2.A.1.e",
        2.6,
        "mathematical; estimates; estimating; computed; calculated; metrics; measured; forecasting",
    ),
    (
        "2.A.1.f",
        2.0,
        "scientific; experiments; experiment; research; laboratory; experimental; clinical trials; peer-reviewed",
    ),
    (
        "2.A.2.a",
        3.5,
        "analyzed; analysed; analysis; analytical; critical thinking; evaluated; assessed; assessment; insights; root cause; investigated; analytics",
    ),
    (
        "2.A.2.b",
        3.1,
        "learned; certified; certification; professional development; continuing education; self-taught; course; courses; quick learner",
    ),
    (
        "2.A.2.c",
        2.8,
        "lesson; instructional; learning outcomes; adult learning; differentiated instruction; e-learning; learning strategies; pedagogy",
    ),
    (
        "2.A.2.d",
        3.3,
        "monitored; monitoring; tracked; dashboards; inspected; quality assurance; supervised; observed; progress reports; oversight",
    ),
    (
        "2.B.1.a",
        3.2,
        "empathy; emotional intelligence; relationship building; interpersonal; compassionate; compassion; cultural competence; rapport; families",
    ),
    (
        "2.B.1.b",
        3.1,
        "coordinated; coordinating; coordination; collaborated; collaboration; cross-functional; worked with; partnered; teamwork; liaised; \
        organized; organised; team",
    ),
    (
        "2.B.1.c",
        2.7,
        "persuaded; persuasion; influenced; advocated; stakeholder buy-in; stakeholders; closed deals; fundraising; convinced",
    ),
    (
        "2.B.1.d",
        2.6,
        "negotiated; negotiation; negotiating; vendor contracts; conflict resolution; mediation; suppliers; vendors; bargaining",
    ),
    (
        "2.B.1.e",
        2.8,
        "train; trainer; trained staff; trained new; mentor; coached; led workshops; instructed; guided; apprentices; taught staff",
    ),
    (
        "2.B.1.f",
        2.9,
        "assisted; helped; served; service oriented; volunteer; volunteered; support; supported; patient care; caring; guest experience; cared for",
    ),
    (
        "2.B.2.i",
        3.2,
        "problem solving; solved; troubleshooting complex; resolved; solutions; debugging; complex problems; improved; reduced; redesigned",
    ),
    (
        "2.B.3.a",
        2.0,
        "operations research; workflow analysis; requirements gathering; needs analysis; requirements; feasibility",
    ),
    (
        "2.B.3.b",
        1.7,
        "technology design; built tools; developed tools; automated; automation; system architecture; architected",
    ),
    (
        "2.B.3.c",
        1.7,
        "equipment selection; selected equipment; tool selection; sourced equipment",
    ),
    (
        "2.B.3.d",
        1.2,
        "installed; installation; installing; wiring; configured; deployed; commissioning; setup",
    ),
    (
        "2.B.3.e",
        1.6,
        "coding; programmed; software development; developed software; scripts; scripting; C++; C#; TypeScript; React; full stack; backend; frontend",
    ),
    (
        "2.B.3.g",
        2.6,
        "operated; machine operator; monitored gauges; controls; process monitoring; calibration; calibrated",
    ),
    (
        "2.B.3.h",
        2.2,
        "operated machinery; forklift; CNC; heavy equipment; operating equipment; control systems; excavator; crane",
    ),
    (
        "2.B.3.j",
        1.7,
        "preventive maintenance; preventative maintenance; routine maintenance; serviced; lubricated; maintained equipment; maintained",
    ),
    (
        "2.B.3.k",
        2.0,
        "troubleshooting; troubleshoot; diagnosed; diagnosing; fault finding; diagnostics; technical support; circuit testing",
    ),
    (
        "2.B.3.l",
        1.7,
        "repaired; repairing; replaced; restored; overhauled; fixed; rewired; rebuilt",
    ),
    (
        "2.B.3.m",
        2.4,
        "inspections; inspection; tested; testing; QA; test plans; inspect; unit tests; quality checks; quality inspections",
    ),
    (
        "2.B.4.e",
        3.3,
        "decided; decision making; decisions; prioritized; prioritised; judgment; judgement; recommended; recommendations; selected",
    ),
    (
        "2.B.4.g",
        2.7,
        "systems analysis; process analysis; business analysis; impact analysis; simulation models; process mapping",
    ),
    (
        "2.B.4.h",
        2.6,
        "system performance; performance metrics; benchmarks; evaluation; process improvement; continuous improvement; KPIs",
    ),
    (
        "2.B.5.a",
        3.1,
        "deadlines; time management; multitasking; prioritize; on time; fast-paced; shifts; organized schedule; planned",
    ),
    (
        "2.B.5.b",
        1.9,
        "managed budgets; managed budget; budget management; fundraised; allocated; cost reduction; cost savings; funds",
    ),
    (
        "2.B.5.c",
        2.0,
        "ordering; stock; supplies; purchasing; inventory management; materials; facilities; asset management; inventory control",
    ),
    (
        "2.B.5.d",
        2.6,
        "supervising; managed staff; led; leading; managed team; supervisor; team lead; direct reports; people management; staff; crew; \
        managed; oversaw; recruited",
    ),
];
