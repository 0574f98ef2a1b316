//! The words people head sections with, by the name the section gets.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The name of the section that a heading begins; `heading` is in lower case, without marks.
pub(super) fn section_name(heading: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        HEADINGS
            .iter()
            .flat_map(|(name, headings)| headings.split('|').map(|heading| (heading, *name)))
            .collect()
    });
    NAMES.get(heading).copied()
}

const HEADINGS: &[(&str, &str)] = &[
    (
        "contact",
        "contact|contacts|contact information|contact info|contact details|personal details|\
         personal information|personal data|personal info|kontakt|persönliche daten|coordonnées|\
         contacto|datos personales|联系方式|个人信息|基本信息",
    ),
    (
        "summary",
        "summary|professional summary|executive summary|career summary|profile|professional profile|\
         personal profile|profile summary|about|about me|objective|career objective|\
         professional objective|personal statement|who i am|summary of qualifications|\
         qualifications summary|qualifications|highlights|career highlights|overview|introduction|\
         bio|profil|kurzprofil|über mich|résumé|à propos|perfil|perfil profesional|resumen|sobre mí|\
         个人简介|自我评价|个人总结|个人优势",
    ),
    (
        "experience",
        "experience|work experience|professional experience|employment|employment history|\
         work history|career history|professional background|relevant experience|job experience|\
         experiences|work|career|employment experience|industry experience|related experience|\
         additional experience|other experience|internships|internship experience|internship|\
         research experience|teaching experience|leadership experience|qualified experience|\
         selected experience|where i've worked|where i’ve worked|where i have worked|my career|\
         my experience|career experience|technical experience|military experience|military service|\
         positions held|professional history|clinical experience|berufserfahrung|\
         beruflicher werdegang|werdegang|praktische erfahrung|expérience|expériences|\
         expérience professionnelle|expériences professionnelles|parcours professionnel|experiencia|\
         experiencia profesional|experiencia laboral|工作经历|工作经验|实习经历|职业经历|工作背景",
    ),
    (
        "education",
        "education|academic background|education and training|academic history|\
         educational background|academics|academic qualifications|academic experience|\
         academic credentials|educational qualifications|educational history|training|studies|\
         qualifications and education|where i studied|what i studied|schooling|relevant coursework|\
         coursework|ausbildung|bildung|studium|schulbildung|formation|formations|études|éducation|\
         educación|formación|formación académica|estudios|教育|教育背景|教育经历|学历",
    ),
    (
        "skills",
        "skills|technical skills|core competencies|competencies|technologies|key skills|core skills|\
         skill set|skillset|skills summary|summary of skills|professional skills|hard skills|\
         soft skills|areas of expertise|expertise|technical expertise|technical proficiencies|\
         proficiencies|technical proficiency|technical competencies|tools|tech stack|technical stack|\
         programming skills|computer skills|it skills|software skills|software|relevant skills|\
         additional skills|specialties|specialities|strengths|core strengths|key competencies|\
         what i know|what i can do|what i do|what i work with|my skills|my toolkit|toolkit|toolbox|\
         technical knowledge|technical toolkit|technical summary|programming languages|\
         skills highlights|highlighted skills|professional competencies|kenntnisse|fähigkeiten|\
         kompetenzen|it-kenntnisse|compétences|compétences techniques|habilidades|competencias|\
         conocimientos|aptitudes|技能|专业技能|技术技能|技能特长|专业能力|技术栈|it技能",
    ),
    (
        "projects",
        "projects|personal projects|selected projects|key projects|project experience|\
         academic projects|side projects|open source|open source projects|open source contributions|\
         portfolio|notable projects|relevant projects|project|independent projects|student projects|\
         things i've built|things i’ve built|what i've built|what i’ve built|research projects|\
         research|projekte|projets|proyectos|项目|项目经历|项目经验|开源项目",
    ),
    (
        "certifications",
        "certifications|certification|certificates|licenses|licences|licenses and certifications|\
         professional certifications|credentials|professional development|courses|\
         training and certifications|certificates and training|courses and certifications|\
         zertifikate|weiterbildung|certificats|certificaciones|cursos|证书|资格证书|培训经历|获得证书",
    ),
    (
        "languages",
        "languages|language|language skills|spoken languages|foreign languages|sprachen|\
         sprachkenntnisse|langues|idiomas|语言|语言能力",
    ),
    (
        "awards",
        "awards|honors|honours|achievements|awards and honors|honors and awards|accomplishments|\
         key achievements|recognition|awards and achievements|scholarships|distinctions|\
         honors and scholarships|auszeichnungen|prix|premios|获奖情况|荣誉|奖项|获奖经历|荣誉奖项|所获荣誉",
    ),
    (
        "publications",
        "publications|papers|selected publications|patents|presentations|talks|conferences|\
         publications and presentations|publikationen|veröffentlichungen|publicaciones|论文|发表论文",
    ),
    (
        "volunteering",
        "volunteering|volunteer|volunteer experience|volunteer work|community service|\
         community involvement|voluntary work|extracurricular activities|extracurriculars|leadership|\
         leadership and activities|activities|leadership and involvement|community|involvement|\
         campus involvement|affiliations|memberships|professional affiliations|\
         professional memberships|organizations|programs|ehrenamt|ehrenamtliches engagement|\
         bénévolat|voluntariado|志愿经历|社会实践|校园经历|志愿者经历",
    ),
    (
        "interests",
        "interests|hobbies|personal interests|hobbies and interests|interests and hobbies|interessen|\
         hobbys|centres d'intérêt|centres d’intérêt|loisirs|intereses|aficiones|兴趣爱好|兴趣|爱好",
    ),
    (
        "references",
        "references|referees|referenzen|références|referencias|推荐人",
    ),
    (
        "other",
        "additional information|additional|other|miscellaneous|other information|further information|\
         sonstiges|divers|otros|其他",
    ),
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_heading_is_spelt_as_it_is_looked_up() {
        let headings = || {
            HEADINGS
                .iter()
                .flat_map(|(_, headings)| headings.split('|'))
        };
        for heading in headings() {
            assert_eq!(heading.trim().to_lowercase(), heading);
            assert_eq!(
                headings().filter(|other| *other == heading).count(),
                1,
                "{heading}"
            );
        }
    }
}
