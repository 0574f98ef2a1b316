//! Words that show a general skill or a field of knowledge.
//!
//! The tables name elements (`2.C.5.a`, Medicine and Dentistry); nobody writes those names in a résumé. These are
//! the words people do write, kept by hand.

use std::sync::OnceLock;

use crate::career::skill::{Skill, Vocabulary};

/// A vocabulary whose names are the ids of elements.
pub(super) fn vocabulary() -> &'static Vocabulary {
    static VOCABULARY: OnceLock<Vocabulary> = OnceLock::new();
    VOCABULARY.get_or_init(|| {
        let skill = |(id, words): &(&str, &str)| Skill {
            name: (*id).to_owned(),
            aliases: words
                .split(';')
                .map(|word| word.trim().to_owned())
                .collect(),
        };
        Vocabulary::new(CUES.iter().map(skill).collect())
    })
}

/// Element id and words. A word belongs to one element only: the earlier one has it.
const CUES: &[(&str, &str)] = &[
    // Knowledge
    (
        "2.C.1.a",
        "strategy; strategic; strategic planning; operations; business plan; program management; project management; \
        project manager; managed a team; leadership; department; administration; resource allocation; KPI; OKR",
    ),
    (
        "2.C.1.b",
        "clerical; data entry; filing; scheduling; calendar; office management; administrative; correspondence; \
        record keeping; records; paperwork; receptionist; front desk; typing; secretary",
    ),
    (
        "2.C.1.c",
        "accounting; accounts; accountant; bookkeeping; budget; budgets; budgeting; finance; financial; ledger; \
        reconciliation; payroll; audit; auditing; tax; invoices; invoicing; banking; economics; forecast; cost control; \
        food cost; P&L; profit and loss; GAAP; balance sheet",
    ),
    (
        "2.C.1.d",
        "sales; marketing; selling; campaign; brand; branding; advertising; promotion; SEO; lead generation; upselling; \
        market research; merchandising; social media; e-commerce; revenue growth; prospecting; pipeline growth",
    ),
    (
        "2.C.1.e",
        "customer service; customers; customer; clients; client; guests; guest; patients' families; \
        customer satisfaction; hospitality; complaints; service desk; front of house; patron; member services; help desk",
    ),
    (
        "2.C.1.f",
        "recruiting; recruitment; hiring; hired; human resources; HR; onboarding; performance reviews; employee relations; \
        benefits administration; compensation; talent acquisition; staffing; labor relations",
    ),
    (
        "2.C.2.a",
        "production; manufacturing; assembly line; quality control; inventory; supply chain; raw materials; lean; \
        six sigma; throughput; warehouse; procurement; line production; food cost control",
    ),
    (
        "2.C.2.b",
        "kitchen; cooking; cook; chef; menu; menus; recipes; recipe; food preparation; food safety; culinary; baking; pastry; \
        crops; livestock; farming; harvest; HACCP; ServSafe; catering; restaurant",
    ),
    (
        "2.C.3.a",
        "computer; software; programming; Python; Java; JavaScript; SQL; database; databases; hardware; servers; Linux; cloud; \
        web development; developer; networks; API; machine learning; Excel; spreadsheet; IT support; electronics; data pipeline; AWS; code",
    ),
    (
        "2.C.3.b",
        "engineering; engineer; prototype; technical design; systems engineering; specifications; R&D; CAD; simulation; \
        process engineering; test bench",
    ),
    (
        "2.C.3.c",
        "design; designer; wireframes; blueprints; blueprint; drafting; technical drawings; Figma; AutoCAD; layouts; prototyping; \
        schematics; SolidWorks; user interface; UX; Photoshop; Illustrator",
    ),
    (
        "2.C.3.d",
        "construction; carpentry; framing; concrete; renovation; building code; roofing; drywall; masonry; building site; \
        contractor; plumbing; electrical wiring; remodeling; job site",
    ),
    (
        "2.C.3.e",
        "mechanical; machinery; machines; engines; repair; repairs; maintenance; hydraulic; pneumatic; welding; tools; motors; \
        lathe; pumps; HVAC; equipment maintenance; automotive",
    ),
    (
        "2.C.4.a",
        "mathematics; math; statistics; statistical; calculus; algebra; geometry; linear algebra; regression; probability; \
        quantitative; numerical; calculations; modeling; hypothesis testing; A/B testing; optimization",
    ),
    (
        "2.C.4.b",
        "physics; optics; thermodynamics; mechanics; electromagnetism; quantum; fluid dynamics; acoustics",
    ),
    (
        "2.C.4.c",
        "chemistry; chemical; chemicals; chromatography; synthesis; reagents; spectroscopy; HPLC; hazardous materials; pharmacology",
    ),
    (
        "2.C.4.d",
        "biology; biological; cell culture; PCR; genetics; genomics; microbiology; physiology; anatomy; ecology; plants; animals; \
        molecular; laboratory specimens; tissue",
    ),
    (
        "2.C.4.e",
        "psychology; psychological; behavioral; behavioural; motivation; counseling psychology; mental health; user research; \
        human behavior; emotional support; de-escalation; child development; cognitive; patients and families",
    ),
    (
        "2.C.4.f",
        "sociology; anthropology; community; cultural; diversity; ethnography; social research; group behavior; multicultural",
    ),
    (
        "2.C.4.g",
        "geography; GIS; ArcGIS; maps; mapping; spatial; cartography; land use; routes; terrain; surveying",
    ),
    (
        "2.C.5.a",
        "patient; patients; clinical; nursing; nurse; medical; medicine; medication; medications; hospital; vital signs; \
        diagnosis; treatment; surgery; surgical; dental; dentist; pharmacy; ICU; emergency department; wound care; CPR; BLS; ACLS; \
        healthcare; EHR; triage; IV",
    ),
    (
        "2.C.5.b",
        "therapy; therapist; counseling; counselling; rehabilitation; psychotherapy; crisis intervention; case management; \
        career guidance; social work; substance abuse; support groups; discharge planning; patient education",
    ),
    (
        "2.C.6",
        "teaching; teacher; taught; training; trained; curriculum; lesson plans; lesson planning; instruction; instructor; students; \
        classroom; coaching; mentored; mentoring; tutoring; workshops; educator; education programs; onboarded",
    ),
    (
        "2.C.7.a",
        "proofreading; editing; writing; written communication; copywriting; editor; English; documentation; reports; \
        report writing; grammar; communication skills; wrote; authored",
    ),
    (
        "2.C.7.b",
        "Spanish; French; German; Mandarin; Chinese; Japanese; Portuguese; Italian; Arabic; Russian; bilingual; multilingual; \
        translation; interpreter; Hindi; Korean; Polish; ESL",
    ),
    (
        "2.C.7.c",
        "art; music; theater; theatre; dance; sculpture; painting; illustration; photography; animation; drama; orchestra; \
        visual arts; exhibition; concert; creative direction",
    ),
    (
        "2.C.7.d",
        "history; archaeology; archives; historical; museum; heritage",
    ),
    (
        "2.C.7.e",
        "philosophy; theology; religion; ethics; ministry; pastoral",
    ),
    (
        "2.C.8.a",
        "safety; security; OSHA; emergency; police; law enforcement; surveillance; fire safety; first aid; patrol; military; \
        cybersecurity; infection control; hazard; risk assessment; lockout; sanitation; personal protective equipment; PPE; incident response",
    ),
    (
        "2.C.8.b",
        "legal; law; litigation; contracts; regulations; compliance; court; attorney; legislation; policy; government; regulatory; \
        paralegal; HIPAA; GDPR; electrical code; permits",
    ),
    (
        "2.C.9.a",
        "telecommunications; telephony; broadcasting; fiber optic; VoIP; wireless; radio; switching; 5G; network infrastructure",
    ),
    (
        "2.C.9.b",
        "journalism; public relations; media; press; broadcast; newsletters; content creation; video production; storytelling; \
        publishing; podcast; communications; copy",
    ),
    (
        "2.C.10",
        "transportation; logistics; driving; driver; delivery; freight; shipping; aviation; fleet; dispatch; CDL; routing; rail; \
        trucking; customs",
    ),
    // Basic and cross-functional skills
    (
        "2.A.1.a",
        "reviewed documents; literature review; read and interpret; interpreted; research papers; technical manuals; charts; care plans",
    ),
    (
        "2.A.1.b",
        "listened; listening; active listening; interviewed; interviews; needs assessment; consulted; customer feedback",
    ),
    (
        "2.A.1.c",
        "report; wrote reports; articles; grant writing; technical writing; published; publications; drafted; drafting reports; documented; \
        charting",
    ),
    (
        "2.A.1.d",
        "presented; presentation; presentations; public speaking; spoke; briefed; pitched; speaker; presenting; explained; facilitated",
    ),
    (
        "2.A.1.e",
        "mathematical; estimates; estimating; computed; calculated; metrics; measured; forecasting",
    ),
    (
        "2.A.1.f",
        "scientific; experiments; experiment; research; laboratory; experimental; clinical trials; peer-reviewed",
    ),
    (
        "2.A.2.a",
        "analyzed; analysed; analysis; analytical; critical thinking; evaluated; assessed; assessment; insights; root cause; investigated; analytics",
    ),
    (
        "2.A.2.b",
        "learned; certified; certification; professional development; continuing education; self-taught; course; courses; quick learner",
    ),
    (
        "2.A.2.c",
        "lesson; instructional; learning outcomes; adult learning; differentiated instruction; e-learning; learning strategies; pedagogy",
    ),
    (
        "2.A.2.d",
        "monitored; monitoring; tracked; dashboards; inspected; quality assurance; supervised; observed; progress reports; oversight",
    ),
    (
        "2.B.1.a",
        "empathy; emotional intelligence; relationship building; interpersonal; compassionate; compassion; cultural competence; rapport; families",
    ),
    (
        "2.B.1.b",
        "coordinated; coordinating; coordination; collaborated; collaboration; cross-functional; worked with; partnered; teamwork; liaised; \
        organized; organised; team",
    ),
    (
        "2.B.1.c",
        "persuaded; persuasion; influenced; advocated; stakeholder buy-in; stakeholders; closed deals; fundraising; convinced",
    ),
    (
        "2.B.1.d",
        "negotiated; negotiation; negotiating; vendor contracts; conflict resolution; mediation; suppliers; vendors; bargaining",
    ),
    (
        "2.B.1.e",
        "train; trainer; trained staff; trained new; mentor; coached; led workshops; instructed; guided; apprentices; taught staff",
    ),
    (
        "2.B.1.f",
        "assisted; helped; served; service oriented; volunteer; volunteered; support; supported; patient care; caring; guest experience; cared for",
    ),
    (
        "2.B.2.i",
        "problem solving; solved; troubleshooting complex; resolved; solutions; debugging; complex problems; improved; reduced; redesigned",
    ),
    (
        "2.B.3.a",
        "operations research; workflow analysis; requirements gathering; needs analysis; requirements; feasibility",
    ),
    (
        "2.B.3.b",
        "technology design; built tools; developed tools; automated; automation; system architecture; architected",
    ),
    (
        "2.B.3.c",
        "equipment selection; selected equipment; tool selection; sourced equipment",
    ),
    (
        "2.B.3.d",
        "installed; installation; installing; wiring; configured; deployed; commissioning; setup",
    ),
    (
        "2.B.3.e",
        "coding; programmed; software development; developed software; scripts; scripting; C++; C#; TypeScript; React; full stack; backend; frontend",
    ),
    (
        "2.B.3.g",
        "operated; machine operator; monitored gauges; controls; process monitoring; calibration; calibrated",
    ),
    (
        "2.B.3.h",
        "operated machinery; forklift; CNC; heavy equipment; operating equipment; control systems; excavator; crane",
    ),
    (
        "2.B.3.j",
        "preventive maintenance; preventative maintenance; routine maintenance; serviced; lubricated; maintained equipment; maintained",
    ),
    (
        "2.B.3.k",
        "troubleshooting; troubleshoot; diagnosed; diagnosing; fault finding; diagnostics; technical support; circuit testing",
    ),
    (
        "2.B.3.l",
        "repaired; repairing; replaced; restored; overhauled; fixed; rewired; rebuilt",
    ),
    (
        "2.B.3.m",
        "inspections; inspection; tested; testing; QA; test plans; inspect; unit tests; quality checks; quality inspections",
    ),
    (
        "2.B.4.e",
        "decided; decision making; decisions; prioritized; prioritised; judgment; judgement; recommended; recommendations; selected",
    ),
    (
        "2.B.4.g",
        "systems analysis; process analysis; business analysis; impact analysis; simulation models; process mapping",
    ),
    (
        "2.B.4.h",
        "system performance; performance metrics; benchmarks; evaluation; process improvement; continuous improvement; KPIs",
    ),
    (
        "2.B.5.a",
        "deadlines; time management; multitasking; prioritize; on time; fast-paced; shifts; organized schedule; planned",
    ),
    (
        "2.B.5.b",
        "managed budgets; managed budget; budget management; fundraised; allocated; cost reduction; cost savings; funds",
    ),
    (
        "2.B.5.c",
        "ordering; stock; supplies; purchasing; inventory management; materials; facilities; asset management; inventory control",
    ),
    (
        "2.B.5.d",
        "supervising; managed staff; led; leading; managed team; supervisor; team lead; direct reports; people management; staff; crew; \
        managed; oversaw; recruited",
    ),
];
