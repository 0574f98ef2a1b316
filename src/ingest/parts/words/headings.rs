//! The words people head sections with, by the name the section gets.

use std::collections::HashMap;
use std::sync::LazyLock;

/// The name of the section that a heading begins; `heading` is in lower case, without marks.
pub(in crate::ingest::parts) fn section_name(heading: &str) -> Option<&'static str> {
    static NAMES: LazyLock<HashMap<&str, &str>> = LazyLock::new(|| {
        HEADINGS
            .iter()
            .flat_map(|(name, headings)| headings.split('|').map(|heading| (heading, *name)))
            .collect()
    });
    NAMES.get(heading).copied()
}

pub(super) const HEADINGS: &[(&str, &str)] = &[
    (
        "contact",
        "contact|contacts|contact information|contact info|contact details|personal details|\
         personal information|personal data|personal info|kontakt|persönliche daten|coordonnées|\
         contacto|datos personales|联系方式|个人信息|基本信息|links|social|reach me|get in touch|\
         how to reach me|find me|online|online presence|profiles|web|web presence|connect|\
         personal|kontaktdaten|persönliches|angaben zur person|zur person|kontaktinformationen|\
         informations personnelles|état civil|contact et informations|información de contacto|\
         información personal|datos de contacto|contato|contatos|informações pessoais|\
         dados pessoais|informações de contato|dados de contato|contatti|dati personali|\
         informazioni personali|recapiti|контакты|контакти|контактная информация|личные данные|\
         личная информация|персональные данные|контактные данные|общая информация|о кандидате|\
         个人资料|基本资料|基本情况|联系信息|個人信息|連絡先|個人情報|基本情報|氏名・連絡先|인적사항|개인정보|연락처|contactgegevens|\
         persoonlijke gegevens|personalia|kontakt i dane|dane osobowe|dane kontaktowe|\
         kontaktuppgifter|የግል መረጃ",
    ),
    (
        "summary",
        "summary|professional summary|executive summary|career summary|profile|\
         professional profile|personal profile|profile summary|about|about me|objective|\
         career objective|professional objective|personal statement|who i am|\
         summary of qualifications|qualifications summary|qualifications|highlights|\
         career highlights|overview|introduction|bio|profil|kurzprofil|über mich|résumé|à propos|\
         perfil|perfil profesional|resumen|sobre mí|个人简介|自我评价|个人总结|个人优势|personal summary|\
         profile statement|career profile|about my work|in brief|at a glance|in short|synopsis|\
         career overview|professional overview|professional statement|executive profile|mission|\
         mission statement|goal|goals|career goal|career goals|job objective|\
         employment objective|zusammenfassung|berufsziel|berufliches profil|persönliches profil|\
         profil personnel|profil professionnel|présentation|résumé professionnel|objectif|\
         objectif professionnel|accroche|perfil personal|resumen profesional|objetivo|\
         objetivo profesional|extracto|presentación|acerca de mí|resumo|resumo profissional|\
         resumo das qualificações|objetivo profissional|perfil profissional|sobre|sobre mim|\
         apresentação|profilo|profilo professionale|profilo personale|chi sono|su di me|sommario|\
         obiettivo|obiettivo professionale|о себе|про себе|обо мне|цель|цели|профиль|резюме|\
         краткая информация|краткое резюме|кратко|профессиональный профиль|профессиональные цели|\
         желаемая должность|个人概述|个人概况|个人介绍|自我介绍|求职意向|求职目标|职业目标|职业概述|简介|个人评价|概要|自己pr|自己ｐｒ|自己紹介|\
         職務要約|要約|プロフィール|概略|志望動機|経歴要約|キャリア概要|キャリアサマリー|자기소개|소개|요약|profiel|samenvatting|over mij|\
         doelstelling|o mnie|podsumowanie|podsumowanie zawodowe|profil zawodowy|sammanfattning|\
         om mig|ዓላማ",
    ),
    (
        "experience",
        "experience|work experience|professional experience|employment|employment history|\
         work history|career history|professional background|relevant experience|job experience|\
         experiences|work|career|employment experience|industry experience|related experience|\
         additional experience|other experience|internships|internship experience|internship|\
         research experience|teaching experience|leadership experience|qualified experience|\
         selected experience|where i've worked|where i’ve worked|where i have worked|my career|\
         my experience|career experience|technical experience|military experience|\
         military service|positions held|professional history|clinical experience|\
         berufserfahrung|beruflicher werdegang|werdegang|praktische erfahrung|expérience|\
         expériences|expérience professionnelle|expériences professionnelles|\
         parcours professionnel|experiencia|experiencia profesional|experiencia laboral|工作经历|\
         工作经验|实习经历|职业经历|工作背景|career summary and experience|professional work experience|\
         work history and experience|jobs|job history|roles|positions|previous experience|\
         previous employment|past experience|prior experience|current employment|\
         employment record|record of employment|experience and achievements|career path|\
         career to date|career so far|employment summary|experience summary|professional career|\
         professional journey|my journey|my work|places i've worked|places i’ve worked|\
         where i worked|what i've done|what i’ve done|what i have done|academic appointments|\
         appointments|fellowships|freelance experience|freelance|freelance work|\
         consulting experience|contract experience|administrative experience|\
         management experience|nursing experience|industrial experience|field experience|\
         practical experience|other work experience|additional work experience|\
         selected work experience|recent experience|beruflicher hintergrund|berufliche erfahrung|\
         berufliche erfahrungen|berufspraxis|arbeitserfahrung|beruflicher lebenslauf|praktika|\
         tätigkeiten|beschäftigung|berufliche laufbahn|berufliche stationen|\
         expériences de travail|emplois|emploi|parcours|stages|expérience de travail|\
         historique professionnel|carrière|experiencias|experiencia de trabajo|historial laboral|\
         trayectoria profesional|trayectoria|empleo|experiencias profesionales|vida laboral|\
         experiência|experiências|experiência profissional|experiências profissionais|\
         histórico profissional|trajetória profissional|percurso profissional|\
         atuação profissional|esperienza|esperienze|esperienza professionale|\
         esperienze professionali|esperienza lavorativa|esperienze lavorative|carriera|опыт|\
         опыт работы|профессиональный опыт|трудовая деятельность|профессиональная деятельность|\
         карьера|места работы|место работы|трудовой опыт|стаж|стаж работы|професійний досвід|досвід роботи|досвід|\
         工作履历|职业经验|任职经历|从业经历|实习经验|工作|实习|工作及实习经历|工作與實習|工作經歷|工作經驗|職歴|職務経歴|経歴|職務経験|実務経験|業務経歴|業務経験|\
         勤務経験|主な経歴|キャリア|경력|경력사항|경력 사항|경험|직무 경험|업무 경험|경력기술서|werkervaring|ervaring|loopbaan|\
         doświadczenie|doświadczenie zawodowe|historia zatrudnienia|przebieg kariery|\
         arbetslivserfarenhet|erfarenhet|yrkeserfarenhet|anställningar|iş deneyimi|deneyim|\
         የስራ ተሞክሮ|የሥራ ልምድ",
    ),
    (
        "education",
        "education|academic background|education and training|academic history|\
         educational background|academics|academic qualifications|academic experience|\
         academic credentials|educational qualifications|educational history|training|studies|\
         qualifications and education|where i studied|what i studied|schooling|\
         relevant coursework|coursework|ausbildung|bildung|studium|schulbildung|formation|\
         formations|études|éducation|educación|formación|formación académica|estudios|教育|教育背景|\
         教育经历|学历|education and qualifications|education and certifications|\
         education and credentials|academic|academic profile|academic record|academic education|\
         academic training|academia|degrees|degree|university education|higher education|\
         formal education|school|schools|university|learning|my education|where i learned|\
         where i've studied|where i’ve studied|where i learnt|education history|\
         akademischer werdegang|akademische ausbildung|schule und studium|studium und ausbildung|\
         bildungsweg|bildungsgang|schulische ausbildung|hochschulausbildung|\
         aus- und weiterbildung|ausbildung und studium|hochschulbildung|diplômes|\
         formation académique|parcours académique|parcours scolaire|cursus|scolarité|\
         formation et diplômes|diplômes et formations|formation universitaire|\
         formación educativa|formación universitaria|educación y formación|historial académico|\
         titulación|títulos|formação|formação acadêmica|formação académica|educação|escolaridade|\
         formação escolar|estudos|istruzione|istruzione e formazione|formazione|\
         formazione accademica|titoli di studio|percorso di studi|studi|образование|учеба|учёба|\
         обучение|высшее образование|образование и квалификация|основное образование|освіта|освіта та навчання|学历背景|\
         学习经历|教育情况|教育程度|学業|求学经历|学术背景|教育及培训|教育與訓練|教育經歷|教育背景及经历|學歷|学歴|学歴・資格|教育歴|最終学歴|학력|학력사항|학력 사항|\
         교육|교육사항|opleiding|opleidingen|onderwijs|opleiding en cursussen|edukacja|wykształcenie|\
         utbildning|utbildningar|eğitim|የትምህርት ታሪክ|ትምህርት",
    ),
    (
        "skills",
        "skills|technical skills|core competencies|competencies|technologies|key skills|\
         core skills|skill set|skillset|skills summary|summary of skills|professional skills|\
         hard skills|soft skills|areas of expertise|expertise|technical expertise|\
         technical proficiencies|proficiencies|technical proficiency|technical competencies|\
         tools|tech stack|technical stack|programming skills|computer skills|it skills|\
         software skills|software|relevant skills|additional skills|specialties|specialities|\
         strengths|core strengths|key competencies|what i know|what i can do|what i do|\
         what i work with|my skills|my toolkit|toolkit|toolbox|technical knowledge|\
         technical toolkit|technical summary|programming languages|skills highlights|\
         highlighted skills|professional competencies|kenntnisse|fähigkeiten|kompetenzen|\
         it-kenntnisse|compétences|compétences techniques|habilidades|competencias|conocimientos|\
         aptitudes|技能|专业技能|技术技能|技能特长|专业能力|技术栈|it技能|skills and competencies|skills and expertise|\
         skills and tools|skills and technologies|technical skills and tools|\
         tools and technologies|technologies and tools|knowledge|knowledge and skills|abilities|\
         skills and abilities|key strengths|key capabilities|capabilities|core capabilities|\
         core skills and tools|core expertise|core technologies|technical background|\
         technical competence|technical profile|technical strengths|computer knowledge|\
         computer proficiency|digital skills|personal skills|interpersonal skills|\
         transferable skills|functional skills|practical skills|clinical skills|industry skills|\
         job skills|management skills|main skills|top skills|skill highlights|\
         professional strengths|expertise and skills|area of expertise|fields of expertise|\
         my strengths|what i bring|what i'm good at|what i’m good at|things i know|\
         things i can do|i know|stack|my stack|technology|technology stack|technology skills|\
         technical tools|software proficiency|software and tools|languages and tools|\
         languages and technologies|languages and frameworks|skills and strengths|edv-kenntnisse|\
         edv kenntnisse|fachkenntnisse|fachliche kenntnisse|technische kenntnisse|\
         kenntnisse und fähigkeiten|besondere kenntnisse|fertigkeiten|skills und kenntnisse|\
         qualifikationen|technische fähigkeiten|stärken|weitere kenntnisse|computerkenntnisse|\
         programmierkenntnisse|connaissances|connaissances informatiques|compétences clés|\
         compétences professionnelles|compétences informatiques|savoir-faire|savoir-être|\
         informatique|outils|atouts|compétences et outils|aptitudes y habilidades|\
         competencias técnicas|habilidades técnicas|habilidades y competencias|\
         conocimientos técnicos|conocimientos informáticos|informática|herramientas|destrezas|\
         competências|competências técnicas|habilidades e competências|conhecimentos|\
         conhecimentos técnicos|habilidades técnicas e pessoais|qualificações|ferramentas|\
         competenze|competenze tecniche|competenze professionali|competenze informatiche|\
         conoscenze|capacità|capacità e competenze|abilità|strumenti|навыки|ключевые навыки|\
         профессиональные навыки|умения|компетенции|технические навыки|навыки и умения|\
         профессиональные компетенции|технологии|знания|знания и навыки|умения и навыки|\
         компьютерные навыки|инструменты|личные качества|стек|стек технологий|навички|професійні навички|ключові навички|技能与特长|个人技能|\
         核心技能|掌握技能|职业技能|技能清单|技术能力|技能证书|能力|技能專長|專長|专长|特长|工具|技能和工具|スキル|技術|保有スキル|技術スキル|テクニカルスキル|\
         活かせる経験・知識・技術|活かせる経験|得意分野|得意技術|スキルセット|専門スキル|기술|기술 스택|보유 기술|역량|스킬|핵심 역량|보유기술|vaardigheden|\
         competenties|kennis|umiejętności|kompetencje|umiejętności techniczne|kompetenser|\
         färdigheter|kunskaper|beceriler|yetenekler|ችሎታዎች",
    ),
    (
        "projects",
        "projects|personal projects|selected projects|key projects|project experience|\
         academic projects|side projects|open source|open source projects|\
         open source contributions|portfolio|notable projects|relevant projects|project|\
         independent projects|student projects|things i've built|things i’ve built|\
         what i've built|what i’ve built|research projects|research|projekte|projets|proyectos|\
         项目|项目经历|项目经验|开源项目|things i built|what i built|work samples|selected work|selected works|\
         case studies|key project experience|major projects|recent projects|project work|\
         project highlights|freelance projects|professional projects|open-source|\
         open source work|open source contribution|research work|eigene projekte|\
         private projekte|projekterfahrung|projets personnels|projets réalisés|réalisations|\
         proyectos personales|proyectos destacados|projetos|projetos pessoais|progetti|\
         progetti personali|проекты|проєкти|личные проекты|пет-проекты|проектный опыт|项目案例|科研经历|科研项目|\
         研究经历|个人项目|项目實績|主要项目|プロジェクト|プロジェクト経験|プロジェクト経歴|開発実績|個人開発|制作実績|研究|프로젝트|프로젝트 경험|projecten|\
         projekty|projekt",
    ),
    (
        "certifications",
        "certifications|certification|certificates|licenses|licences|licenses and certifications|\
         professional certifications|credentials|professional development|courses|\
         training and certifications|certificates and training|courses and certifications|\
         zertifikate|weiterbildung|certificats|certificaciones|cursos|证书|资格证书|培训经历|获得证书|\
         certifications and licenses|licenses and certificates|certifications and training|\
         certificates and licenses|licensure|licensures|licensure and certifications|\
         professional training|professional qualifications|additional training|\
         continuing education|further education|further training|trainings|workshops|seminars|\
         courses and training|courses and certificates|professional licenses|zertifizierungen|\
         weiterbildungen|fortbildung|fortbildungen|kurse|lehrgänge|\
         zertifikate und weiterbildungen|certifications et formations|formations complémentaires|\
         certificados|certificaciones y cursos|formación complementaria|formación adicional|\
         cursos y certificaciones|certificações|cursos complementares|cursos e certificações|\
         certificados e cursos|certificazioni|corsi|corsi e certificazioni|сертификаты|сертифікати|курсы|\
         дополнительное образование|повышение квалификации|сертификация|лицензии|\
         курсы и сертификаты|повышение квалификации и курсы|认证|职业资格|资质证书|技能认证|培训|证照|資格|資格・免許|\
         免許・資格|免許資格|保有資格|取得資格|資格・検定|자격증|자격사항|자격 사항|certificaten|cursussen|certyfikaty|kursy|\
         szkolenia|certifikat|kurser|sertifikalar",
    ),
    (
        "languages",
        "languages|language|language skills|spoken languages|foreign languages|sprachen|\
         sprachkenntnisse|langues|idiomas|语言|语言能力|language proficiency|languages spoken|\
         language competencies|languages known|fremdsprachen|fremdsprachenkenntnisse|\
         sprachen und kenntnisse|compétences linguistiques|langues étrangères|langues parlées|\
         lenguas|lenguajes|competencias lingüísticas|línguas|línguas estrangeiras|lingue|\
         lingue straniere|competenze linguistiche|conoscenze linguistiche|языки|\
         иностранные языки|знание языков|владение языками|мови|外语|外语能力|语言技能|語言|語言能力|外語能力|言語|語学|\
         語学力|語学スキル|外国語|언어|외국어|외국어 능력|어학|talen|talenkennis|języki|języki obce|znajomość języków|\
         språk|språkkunskaper|diller|yabancı diller",
    ),
    (
        "awards",
        "awards|honors|honours|achievements|awards and honors|honors and awards|accomplishments|\
         key achievements|recognition|awards and achievements|scholarships|distinctions|\
         honors and scholarships|auszeichnungen|prix|premios|获奖情况|荣誉|奖项|获奖经历|荣誉奖项|所获荣誉|\
         scholarships and awards|awards and scholarships|awards and recognition|\
         honors and distinctions|prizes|grants|grants and awards|fellowships and awards|\
         key accomplishments|selected achievements|preise|stipendien|\
         auszeichnungen und stipendien|ehrungen|erfolge|distinctions et prix|récompenses|\
         prix et distinctions|bourses|logros|reconocimientos|premios y reconocimientos|becas|\
         prêmios|prêmios e reconhecimentos|conquistas|premi|riconoscimenti|\
         premi e riconoscimenti|награды|достижения|награды и достижения|премии|荣誉奖励|获奖|奖学金|所获奖项|\
         榮譽|獎項|受賞|受賞歴|表彰|수상|수상 내역|수상경력|prijzen|onderscheidingen|nagrody|osiągnięcia|utmärkelser|\
         ödüller",
    ),
    (
        "publications",
        "publications|papers|selected publications|patents|presentations|talks|conferences|\
         publications and presentations|publikationen|veröffentlichungen|publicaciones|论文|发表论文|\
         articles|books|conference papers|journal articles|selected papers|\
         publications and patents|scientific publications|research publications|invited talks|\
         talks and presentations|speaking|speaking engagements|lectures|conference presentations|\
         vorträge|patente|publikationen und vorträge|brevets|conférences|ponencias|patentes|\
         artículos|publicações|artigos|palestras|pubblicazioni|convegni|публикации|\
         научные публикации|статьи|патенты|выступления|доклады|学术论文|科研成果|专利|论文发表|发表文章|出版物|著作|論文|\
         研究業績|発表|学会発表|特許|논문|출판물|특허|publicaties|publikacje|publikationer",
    ),
    (
        "volunteering",
        "volunteering|volunteer|volunteer experience|volunteer work|community service|\
         community involvement|voluntary work|extracurricular activities|extracurriculars|\
         leadership|leadership and activities|activities|leadership and involvement|community|\
         involvement|campus involvement|affiliations|memberships|professional affiliations|\
         professional memberships|organizations|programs|ehrenamt|ehrenamtliches engagement|\
         bénévolat|voluntariado|志愿经历|社会实践|校园经历|志愿者经历|volunteer activities|\
         volunteer experience and leadership|voluntary experience|voluntary activities|\
         volunteer service|civic engagement|civic activities|service|social engagement|\
         leadership and service|leadership and community|clubs|clubs and activities|\
         clubs and organizations|student activities|student organizations|student leadership|\
         on campus involvement|on-campus involvement|activities and involvement|\
         activities and leadership|leadership activities|extra-curricular activities|\
         extracurricular|extracurricular activity|extracurricular experience|\
         extracurricular involvement|co-curricular activities|\
         professional memberships and affiliations|professional associations|associations|\
         ehrenamtliche tätigkeiten|ehrenamtliche tätigkeit|engagement|soziales engagement|\
         gesellschaftliches engagement|freiwilligenarbeit|mitgliedschaften|vie associative|\
         activités bénévoles|engagements|engagement associatif|activités extra-professionnelles|\
         activités associatives|expériences bénévoles|actividades|actividades extracurriculares|\
         experiencia de voluntariado|trabalho voluntário|voluntariado e atividades|\
         atividades extracurriculares|atividades|volontariato|attività di volontariato|\
         attività extracurriculari|волонтерство|волонтёрство|общественная деятельность|\
         волонтерская деятельность|волонтёрский опыт|волонтерский опыт|志愿服务|社会活动|校内活动|课外活动|社团经历|\
         学生工作|公益活动|志愿者|ボランティア|ボランティア活動|課外活動|社会活動|サークル活動|部活動|봉사활동|대외활동|동아리|vrijwilligerswerk|\
         nevenactiviteiten|wolontariat|działalność społeczna|ideellt arbete|ideellt engagemang|\
         gönüllülük",
    ),
    (
        "interests",
        "interests|hobbies|personal interests|hobbies and interests|interests and hobbies|\
         interessen|hobbys|centres d'intérêt|centres d’intérêt|loisirs|intereses|aficiones|兴趣爱好|\
         兴趣|爱好|hobby|interests and activities|activities and interests|other interests|\
         outside work|outside of work|when i'm not working|when i’m not working|leisure|\
         leisure activities|passions|fun facts|hobbies et intérêts|persönliche interessen|\
         interessen und hobbys|hobbys und interessen|freizeit|hobbies und interessen|\
         centres d’intérêts|centres d'intérêts|intérêts|passions et loisirs|\
         intereses y aficiones|intereses personales|pasatiempos|aficiones e intereses|interesses|\
         interesses pessoais|hobbies e interesses|passatempos|interessi|interessi personali|\
         hobby e interessi|интересы|інтереси|хобі|захоплення|хобби|увлечения|интересы и хобби|хобби и интересы|个人爱好|业余爱好|\
         興趣|嗜好|趣味|趣味・特技|特技|취미|관심사|취미 및 특기|hobby's|interesses en hobby's|zainteresowania|\
         intressen|fritidsintressen|hobiler|ilgi alanları",
    ),
    (
        "references",
        "references|referees|referenzen|références|referencias|推荐人|reference|personal references|\
         professional references|available references|recommendations|testimonials|\
         références professionnelles|referencias personales|referencias laborales|referências|\
         referenze|рекомендации|отзывы|推荐信|証明人|推薦人|推薦者|추천인|referenties|referencje|referenser|\
         referanslar|ማስታወቂያ",
    ),
    (
        "other",
        "additional information|additional|other|miscellaneous|other information|\
         further information|sonstiges|divers|otros|其他|additional details|additional data|\
         further details|other activities|other skills and information|other details|more|\
         more about me|personal interests and other|availability|military|driving licence|\
         driving license|driver's license|driver’s license|licence de conduite|weiteres|\
         sonstige kenntnisse|zusätzliche informationen|weitere angaben|führerschein|\
         weitere informationen|besonderes|autres|informations complémentaires|permis|\
         permis de conduire|autres informations|información adicional|otros datos|\
         otros datos de interés|datos adicionales|informações adicionais|outras informações|\
         informações complementares|outros|altre informazioni|ulteriori informazioni|altro|\
         patente di guida|дополнительная информация|дополнительно|дополнительные сведения|прочее|\
         другое|附加信息|其他信息|补充信息|其它|备注|其他資訊|その他|備考|本人希望|本人希望記入欄|特記事項|기타|기타사항|overig|overige|\
         rijbewijs|inne|dodatkowe informacje|informacje dodatkowe|övrigt|körkort|diğer|\
         declaration|ተጨማሪ መረጃ",
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
