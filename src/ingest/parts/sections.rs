//! Headings and what stands below them.

use crate::career::resume::{Line, Section, Span};

/// The names sections have, and the words people head them with, in lower case.
const HEADINGS: &[(&str, &[&str])] = &[
    (
        "contact",
        &[
            "contact",
            "contacts",
            "contact information",
            "contact info",
            "contact details",
            "personal details",
            "personal information",
            "personal data",
            "personal info",
            "kontakt",
            "persönliche daten",
            "coordonnées",
            "contacto",
            "datos personales",
            "联系方式",
            "个人信息",
            "基本信息",
        ],
    ),
    (
        "summary",
        &[
            "summary",
            "professional summary",
            "executive summary",
            "career summary",
            "profile",
            "professional profile",
            "personal profile",
            "profile summary",
            "about",
            "about me",
            "objective",
            "career objective",
            "professional objective",
            "personal statement",
            "who i am",
            "summary of qualifications",
            "qualifications summary",
            "qualifications",
            "highlights",
            "career highlights",
            "overview",
            "introduction",
            "bio",
            "profil",
            "kurzprofil",
            "über mich",
            "résumé",
            "à propos",
            "perfil",
            "perfil profesional",
            "resumen",
            "sobre mí",
            "个人简介",
            "自我评价",
            "个人总结",
            "个人优势",
        ],
    ),
    (
        "experience",
        &[
            "experience",
            "work experience",
            "professional experience",
            "employment",
            "employment history",
            "work history",
            "career history",
            "professional background",
            "relevant experience",
            "job experience",
            "experiences",
            "work",
            "career",
            "employment experience",
            "industry experience",
            "related experience",
            "additional experience",
            "other experience",
            "internships",
            "internship experience",
            "internship",
            "research experience",
            "teaching experience",
            "leadership experience",
            "qualified experience",
            "selected experience",
            "where i've worked",
            "where i’ve worked",
            "where i have worked",
            "my career",
            "my experience",
            "career experience",
            "technical experience",
            "military experience",
            "military service",
            "positions held",
            "professional history",
            "clinical experience",
            "berufserfahrung",
            "beruflicher werdegang",
            "werdegang",
            "praktische erfahrung",
            "expérience",
            "expériences",
            "expérience professionnelle",
            "expériences professionnelles",
            "parcours professionnel",
            "experiencia",
            "experiencia profesional",
            "experiencia laboral",
            "工作经历",
            "工作经验",
            "实习经历",
            "职业经历",
            "工作背景",
        ],
    ),
    (
        "education",
        &[
            "education",
            "academic background",
            "education and training",
            "academic history",
            "educational background",
            "academics",
            "academic qualifications",
            "academic experience",
            "academic credentials",
            "educational qualifications",
            "educational history",
            "training",
            "studies",
            "qualifications and education",
            "where i studied",
            "what i studied",
            "schooling",
            "relevant coursework",
            "coursework",
            "ausbildung",
            "bildung",
            "studium",
            "schulbildung",
            "formation",
            "formations",
            "études",
            "éducation",
            "educación",
            "formación",
            "formación académica",
            "estudios",
            "教育",
            "教育背景",
            "教育经历",
            "学历",
        ],
    ),
    (
        "skills",
        &[
            "skills",
            "technical skills",
            "core competencies",
            "competencies",
            "technologies",
            "key skills",
            "core skills",
            "skill set",
            "skillset",
            "skills summary",
            "summary of skills",
            "professional skills",
            "hard skills",
            "soft skills",
            "areas of expertise",
            "expertise",
            "technical expertise",
            "technical proficiencies",
            "proficiencies",
            "technical proficiency",
            "technical competencies",
            "tools",
            "tech stack",
            "technical stack",
            "programming skills",
            "computer skills",
            "it skills",
            "software skills",
            "software",
            "relevant skills",
            "additional skills",
            "specialties",
            "specialities",
            "strengths",
            "core strengths",
            "key competencies",
            "what i know",
            "what i can do",
            "what i do",
            "what i work with",
            "my skills",
            "my toolkit",
            "toolkit",
            "toolbox",
            "technical knowledge",
            "technical toolkit",
            "technical summary",
            "programming languages",
            "skills highlights",
            "highlighted skills",
            "professional competencies",
            "kenntnisse",
            "fähigkeiten",
            "kompetenzen",
            "it-kenntnisse",
            "compétences",
            "compétences techniques",
            "habilidades",
            "competencias",
            "conocimientos",
            "aptitudes",
            "技能",
            "专业技能",
            "技术技能",
            "技能特长",
            "专业能力",
            "技术栈",
            "it技能",
        ],
    ),
    (
        "projects",
        &[
            "projects",
            "personal projects",
            "selected projects",
            "key projects",
            "project experience",
            "academic projects",
            "side projects",
            "open source",
            "open source projects",
            "open source contributions",
            "portfolio",
            "notable projects",
            "relevant projects",
            "project",
            "independent projects",
            "student projects",
            "things i've built",
            "things i’ve built",
            "what i've built",
            "what i’ve built",
            "research projects",
            "research",
            "projekte",
            "projets",
            "proyectos",
            "项目",
            "项目经历",
            "项目经验",
            "开源项目",
        ],
    ),
    (
        "certifications",
        &[
            "certifications",
            "certification",
            "certificates",
            "licenses",
            "licences",
            "licenses and certifications",
            "professional certifications",
            "credentials",
            "professional development",
            "courses",
            "training and certifications",
            "certificates and training",
            "courses and certifications",
            "zertifikate",
            "weiterbildung",
            "certificats",
            "certificaciones",
            "cursos",
            "证书",
            "资格证书",
            "培训经历",
            "获得证书",
        ],
    ),
    (
        "languages",
        &[
            "languages",
            "language",
            "language skills",
            "spoken languages",
            "foreign languages",
            "sprachen",
            "sprachkenntnisse",
            "langues",
            "idiomas",
            "语言",
            "语言能力",
        ],
    ),
    (
        "awards",
        &[
            "awards",
            "honors",
            "honours",
            "achievements",
            "awards and honors",
            "honors and awards",
            "accomplishments",
            "key achievements",
            "recognition",
            "awards and achievements",
            "scholarships",
            "distinctions",
            "honors and scholarships",
            "auszeichnungen",
            "prix",
            "premios",
            "获奖情况",
            "荣誉",
            "奖项",
            "获奖经历",
            "荣誉奖项",
            "所获荣誉",
        ],
    ),
    (
        "publications",
        &[
            "publications",
            "papers",
            "selected publications",
            "patents",
            "presentations",
            "talks",
            "conferences",
            "publications and presentations",
            "publikationen",
            "veröffentlichungen",
            "publicaciones",
            "论文",
            "发表论文",
        ],
    ),
    (
        "volunteering",
        &[
            "volunteering",
            "volunteer",
            "volunteer experience",
            "volunteer work",
            "community service",
            "community involvement",
            "voluntary work",
            "extracurricular activities",
            "extracurriculars",
            "leadership",
            "leadership and activities",
            "activities",
            "leadership and involvement",
            "community",
            "involvement",
            "campus involvement",
            "affiliations",
            "memberships",
            "professional affiliations",
            "professional memberships",
            "organizations",
            "programs",
            "ehrenamt",
            "ehrenamtliches engagement",
            "bénévolat",
            "voluntariado",
            "志愿经历",
            "社会实践",
            "校园经历",
            "志愿者经历",
        ],
    ),
    (
        "interests",
        &[
            "interests",
            "hobbies",
            "personal interests",
            "hobbies and interests",
            "interests and hobbies",
            "interessen",
            "hobbys",
            "centres d'intérêt",
            "centres d’intérêt",
            "loisirs",
            "intereses",
            "aficiones",
            "兴趣爱好",
            "兴趣",
            "爱好",
        ],
    ),
    (
        "references",
        &[
            "references",
            "referees",
            "referenzen",
            "références",
            "referencias",
            "推荐人",
        ],
    ),
    (
        "other",
        &[
            "additional information",
            "additional",
            "other",
            "miscellaneous",
            "other information",
            "further information",
            "sonstiges",
            "divers",
            "otros",
            "其他",
        ],
    ),
];

/// The sections of the text in order; they cover all of its lines.
pub(in crate::ingest) fn find(text: &str, lines: &[Line]) -> Vec<Section> {
    let mut sections: Vec<Section> = Vec::new();
    let depth = markdown_depth(text, lines);
    for line in lines {
        let span = Span::new(line.start, line.end);
        let written = &text[line.start..line.end];
        let found = heading(
            written,
            sections.last().map(|section| section.name.as_str()),
        )
        .or_else(|| (depth.is_some() && marks(written) == depth).then_some("other"))
        .filter(|name| !(*name == "other" && sections.is_empty()));
        match (found, sections.last_mut()) {
            (Some(name), _) => sections.push(Section {
                name: name.to_owned(),
                heading: heading_words(written).to_owned(),
                span,
            }),
            (None, Some(section)) => section.span.end = line.end,
            (None, None) => sections.push(Section {
                name: "contact".to_owned(),
                heading: String::new(),
                span,
            }),
        }
    }
    if let [only] = sections.as_mut_slice()
        && only.heading.is_empty()
    {
        // A text without any heading is not all about how to reach somebody.
        "other".clone_into(&mut only.name);
    }
    sections
}

/// The depth of Markdown headings at which known sections stand: others beside them are sections too.
fn markdown_depth(text: &str, lines: &[Line]) -> Option<usize> {
    lines
        .iter()
        .map(|line| &text[line.start..line.end])
        .find(|line| marks(line).is_some() && known(&plain(line)).is_some())
        .and_then(marks)
}

fn marks(line: &str) -> Option<usize> {
    let n = line.len() - line.trim_start_matches('#').len();
    ((1..=6).contains(&n) && line[n..].starts_with(' ')).then_some(n)
}

/// The heading as written, without what follows it on its line and without Markdown's marks.
fn heading_words(line: &str) -> &str {
    let decoration: &[char] = &['#', '*', '_', ' ', ':', '：', '\t'];
    let line = line.trim_matches(decoration);
    inline(line).map_or(line, |(head, _)| head.trim_matches(decoration))
}

/// The name of the section this line begins.
fn heading(line: &str, current: Option<&str>) -> Option<&'static str> {
    if line.len() > 120 {
        return None;
    }
    let bare = plain(line);
    if let Some(name) = known(&bare).or_else(|| known_pair(&bare)) {
        // Inside a list of skills `Languages:` or `Tools` is a label, unless it is set as a heading.
        let is_label = current == Some("skills")
            && (line.trim_end().ends_with(':') || matches!(name, "skills"))
            && !is_set_apart(line);
        let is_title_word = matches!(
            bare.as_str(),
            "work"
                | "career"
                | "software"
                | "project"
                | "research"
                | "language"
                | "additional"
                | "other"
                | "community"
        ) && !is_set_apart(line);
        return (!is_label && !is_title_word).then_some(name);
    }
    // `Skills: Rust, SQL` on one line.
    let (head, _) = inline(line)?;
    let name = known(&plain(head))?;
    let stands_alone = matches!(
        name,
        "skills" | "summary" | "certifications" | "interests" | "languages"
    );
    let in_list = matches!(
        current,
        Some("skills" | "experience" | "projects" | "education")
    );
    (stands_alone && !(in_list && !is_set_apart(head))).then_some(name)
}

fn inline(line: &str) -> Option<(&str, &str)> {
    let (head, rest) = line.split_once([':', '：'])?;
    (!rest.trim_matches(['*', '_', ' ']).is_empty()).then_some((head, rest))
}

/// In capitals, bold or marked as a heading.
fn is_set_apart(line: &str) -> bool {
    let letters = || line.chars().filter(|letter| letter.is_alphabetic());
    line.starts_with('#')
        || line.starts_with("**")
        || letters().count() > 3 && letters().all(char::is_uppercase)
}

fn known(bare: &str) -> Option<&'static str> {
    HEADINGS
        .iter()
        .find(|(_, words)| words.contains(&bare))
        .map(|(name, _)| *name)
}

/// `Skills & Interests`, `Honors, Awards and Activities`: the first part names the section.
fn known_pair(bare: &str) -> Option<&'static str> {
    let parts: Vec<&str> = bare
        .split([',', '/'])
        .flat_map(|part| part.split(" and "))
        .map(str::trim)
        .filter(|part| !part.is_empty())
        .collect();
    let n_known = parts.iter().filter(|part| known(part).is_some()).count();
    let most_known = parts.len() > 1 && parts.len() <= 4 && n_known * 2 > parts.len();
    // `Work Experience & Leadership` has two known parts, `Education & Coursework` too.
    parts
        .first()
        .filter(|_| most_known)
        .and_then(|first| known(first))
}

/// The line in lower case, without numbering, marks and the blanks of spaced letters.
fn plain(line: &str) -> String {
    let is_mark = |letter: char| {
        !letter.is_alphanumeric() && letter != '\'' && letter != '’' && letter != ')'
    };
    let line = line.trim_matches(is_mark);
    let line = line.trim_start_matches(|letter: char| {
        letter.is_ascii_digit() || matches!(letter, '.' | ')' | ' ')
    });
    let line = spaced_letters(line).unwrap_or_else(|| line.to_owned());
    let lower = line.to_lowercase().replace(['&', '+'], " and ");
    lower.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// `S K I L L S` → `SKILLS`; words are parted by more than one blank.
fn spaced_letters(line: &str) -> Option<String> {
    let is_spaced = line.split_whitespace().count() >= 4
        && line
            .split_whitespace()
            .all(|word| word.chars().count() == 1);
    is_spaced.then(|| {
        line.split("  ")
            .map(|word| word.split_whitespace().collect::<String>())
            .filter(|word| !word.is_empty())
            .collect::<Vec<_>>()
            .join(" ")
    })
}

#[cfg(test)]
mod tests {
    use super::super::super::text;
    use super::*;

    fn sections(source: &str) -> Vec<(String, String)> {
        let lines: Vec<Line> = source
            .lines()
            .scan(0, |at, line| {
                let start = *at;
                *at += line.len() + 1;
                let end = start + line.len();
                Some(Line {
                    start,
                    end,
                    page: 1,
                    x: 0.0,
                    y: 0.0,
                    section: String::new(),
                })
            })
            .collect();
        assert_eq!(lines.len(), text::lines(source).len());
        find(source, &lines)
            .into_iter()
            .map(|section| (section.name, section.heading))
            .collect()
    }

    fn names(source: &str) -> Vec<String> {
        sections(source).into_iter().map(|(name, _)| name).collect()
    }

    #[test]
    fn headings_in_many_dresses() {
        for (heading, name) in [
            ("EXPERIENCE", "experience"),
            ("Work Experience:", "experience"),
            ("## Education", "education"),
            ("**Technical Skills**", "skills"),
            ("S K I L L S", "skills"),
            ("W O R K  E X P E R I E N C E", "experience"),
            ("1. Publications", "publications"),
            ("Skills & Interests", "skills"),
            ("Berufserfahrung", "experience"),
            ("教育背景", "education"),
            ("Professional Summary", "summary"),
        ] {
            assert_eq!(
                names(&format!("Ada\n{heading}\nx")),
                ["contact", name],
                "{heading}"
            );
        }
    }

    #[test]
    fn sentences_and_labels_are_no_headings() {
        assert_eq!(
            names("Ada\nSkills\nLanguages: Rust\nTools: git\nx"),
            ["contact", "skills"]
        );
        assert_eq!(names("Ada\nI have experience in education."), ["other"]);
    }

    #[test]
    fn a_heading_may_share_its_line() {
        assert_eq!(
            sections("Ada\nSkills: Rust, SQL"),
            [
                ("contact".into(), String::new()),
                ("skills".into(), "Skills".into())
            ]
        );
    }

    #[test]
    fn unknown_markdown_headings_beside_known_ones_are_other() {
        assert_eq!(
            names("# Ada\n## Skills\nRust\n## Beekeeping\nyes\n### Deep\n## Education"),
            ["contact", "skills", "other", "education"]
        );
    }
}
