//! Verbs that open a line about work, and nouns that end a job title.

/// Past and base forms, parted by a stroke.
const VERBS: &str = "\
    managed/manage led/lead built/build wrote/write designed/design developed/develop created/create \
    maintained/maintain trained/train taught/teach ran/run tested/test planned/plan organised/organise \
    organized/organize prepared/prepare analysed/analyse analyzed/analyze reviewed/review supervised/supervise \
    coordinated/coordinate handled/handle sold/sell monitored/monitor implemented/implement improved/improve \
    reduced/reduce increased/increase delivered/deliver supported/support mentored/mentor hired/hire \
    scheduled/schedule negotiated/negotiate oversaw/oversee produced/produce processed/process installed/install \
    repaired/repair conducted/conduct documented/document automated/automate migrated/migrate launched/launch \
    researched/research edited/edit drafted/draft assisted/assist advised/advise audited/audit filed/file \
    served/serve cut/cut raised/raise saved/save won/win grew/grow set/set made/make kept/keep took/take \
    helped/help worked/work introduced/introduce moved/move brought/bring cared/care checked/check cleaned/clean \
    closed/close coached/coach collected/collect completed/complete carried/carry changed/change assessed/assess \
    answered/answer assembled/assemble achieved/achieve administered/administer arranged/arrange \
    balanced/balance booked/book calculated/calculate calibrated/calibrate configured/configure cooked/cook \
    cooperated/cooperate counselled/counsel covered/cover dealt/deal deployed/deploy diagnosed/diagnose \
    directed/direct dispatched/dispatch doubled/double drove/drive earned/earn ensured/ensure \
    established/establish evaluated/evaluate examined/examine exceeded/exceed executed/execute expanded/expand \
    facilitated/facilitate fitted/fit fixed/fix forecast/forecast founded/found gathered/gather \
    generated/generate guided/guide halved/halve hosted/host inspected/inspect integrated/integrate \
    interviewed/interview investigated/investigate invoiced/invoice liaised/liaise loaded/load logged/log \
    lowered/lower measured/measure merged/merge modelled/model modeled/model met/meet mixed/mix operated/operate \
    ordered/order packed/pack painted/paint performed/perform picked/pick piloted/pilot planted/plant \
    presented/present prevented/prevent promoted/promote provided/provide published/publish purchased/purchase \
    rebuilt/rebuild received/receive reconciled/reconcile recorded/record recruited/recruit redesigned/redesign \
    refactored/refactor registered/register replaced/replace reported/report represented/represent \
    resolved/resolve restored/restore rolled/roll scaled/scale secured/secure serviced/service shipped/ship \
    shortened/shorten solved/solve sorted/sort started/start stocked/stock streamlined/streamline studied/study \
    surveyed/survey tracked/track translated/translate treated/treat tripled/triple tuned/tune updated/update \
    upgraded/upgrade used/use welded/weld welcomed/welcome greeted/greet gave/give held/hold spoke/speak \
    standardised/standardise standardized/standardize simplified/simplify compiled/compile converted/convert \
    contributed/contribute controlled/control cultivated/cultivate defended/defend defined/define \
    engineered/engineer enforced/enforce entered/enter explained/explain identified/identify issued/issue \
    observed/observe optimised/optimise optimized/optimize owned/own ported/port programmed/program \
    responded/respond rewrote/rewrite scored/score shot/shoot staffed/staff supplied/supply \
    transported/transport turned/turn verified/verify visited/visit volunteered/volunteer opened/open \
    talked/talk passed/pass sent/send saw/see sewed/sew stitched/stitch sang/sing played/play nursed/nurse \
    washed/wash swept/sweep laid/lay dug/dig poured/pour drilled/drill wired/wire plumbed/plumb tiled/tile \
    plastered/plaster roofed/roof felled/fell fed/feed milked/milk harvested/harvest grazed/graze baked/bake \
    roasted/roast brewed/brew bought/buy lectured/lecture tutored/tutor marked/mark filmed/film mapped/map \
    sampled/sample debugged/debug patched/patch indexed/index catalogued/catalogue archived/archive scanned/scan \
    labelled/label typed/type posted/post billed/bill counted/count weighed/weigh rated/rate ranked/rank \
    proved/prove argued/argue pleaded/plead briefed/brief \
    shared/share looked/look learned/learn attended/attend finished/finish compared/compare found/find reached/reach \
    joined/join advanced/advance adapted/adapt applied/apply approved/approve adjusted/adjust allocated/allocate";

/// Verbs whose last letter doubles before an ending.
const DOUBLED: &str = "\
    plan run cut set win fit log ship scan map dig control model label counsel program debug travel refer stop get put";

fn verbs() -> impl Iterator<Item = (&'static str, &'static str)> {
    VERBS
        .split_whitespace()
        .filter_map(|pair| pair.split_once('/'))
}

/// The past of a verb in its base form.
pub fn past(base: &str) -> Option<&'static str> {
    verbs()
        .find(|(_, known)| *known == base)
        .map(|(past, _)| past)
}

/// The base form of a verb in the past.
pub fn base(past: &str) -> Option<&'static str> {
    verbs()
        .find(|(known, _)| *known == past)
        .map(|(_, base)| base)
}

/// The base form of `managing`.
pub fn base_of_doing(doing: &str) -> Option<&'static str> {
    let stem = doing.strip_suffix("ing")?;
    verbs().map(|(_, base)| base).find(|base| {
        // Each verb has one such form, so that only verbs that share letters with this one are looked at.
        base.starts_with(&stem[..stem.len().min(2)]) && self::doing(base) == doing
    })
}

/// Irregular pasts that the guard takes for a name where they open a line.
const LIKE_NAMES: &str = "\
    found sold oversaw brought dealt drove forecast met rebuilt gave spoke rewrote shot sent saw sang swept laid dug bought";

/// Whether a line that opens with this verb can pass the guard.
pub fn opens_a_line(past: &str) -> bool {
    !LIKE_NAMES
        .split_whitespace()
        .any(|known| known == past.to_lowercase())
}

/// Verbs of which that form is the name of a skill, which their past is not.
const SKILLED: &str = "\
    sell mentor hire negotiate draft audit coach cook counsel dispatch forecast invoice present purchase recruit survey \
    weld wire plumb plaster roof bake tutor debug type bill program repair";

/// Whether `negotiating` names a skill by which a reader would look for it.
pub fn is_skill(base: &str) -> bool {
    SKILLED.split_whitespace().any(|known| known == base)
}

/// `managing` of `manage`.
pub fn doing(base: &str) -> String {
    let is_doubled = DOUBLED.split_whitespace().any(|known| known == base);
    match base.strip_suffix('e') {
        Some(stem) if !base.ends_with("ee") && !base.ends_with("ye") => format!("{stem}ing"),
        _ if is_doubled => format!("{base}{}ing", &base[base.len() - 1..]),
        _ => format!("{base}ing"),
    }
}

/// Whether a line opens with a verb, and then whether it is in the past. `Set up` may be either; it counts as past.
pub fn tense(first: &str, line: &str) -> Option<bool> {
    if !first.starts_with(char::is_uppercase) {
        return None;
    }
    let lower = first.to_lowercase();
    if base(&lower).is_some() {
        return Some(true);
    }
    // `Lead engineer`, `Sales support manager`: a title and no deed.
    let second = line.split(' ').nth(1).unwrap_or_default();
    let goes_on = second.starts_with(|c: char| c.is_lowercase() || c.is_ascii_digit());
    let is_title = ["er", "or", "ist"].iter().any(|end| second.ends_with(end));
    (past(&lower).is_some() && goes_on && !is_title).then_some(false)
}

/// Last words of job titles without a telling ending.
const HEADS: &str = "\
    nurse chef cook clerk intern trainee apprentice pilot attorney head architect analyst therapist surgeon coach aide cashier founder freelancer president fellow lead scientist agent guard officer host hostess chemist expert specialist tech rep driver actress waitress steward smith hand maid lecturer buyer cryptanalyst";
const ENDINGS: [&str; 13] = [
    "er", "or", "ist", "ian", "ant", "man", "woman", "eer", "ive", "ary", "yst", "ician", "ess",
];
/// Words with such an ending that end no title.
const NO_TITLES: &str = "\
    centre center summer winter september october november december denver manchester vancouver river business \
    wellness fitness process access hospitality number paper computer customer library plant letter";

/// Whether a name ends as job titles do.
pub fn is_title_end(name: &str) -> bool {
    let name = name.split('(').next().unwrap_or(name).trim();
    let words: Vec<String> = name.to_lowercase().split(' ').map(str::to_owned).collect();
    let last = words.last().map_or("", String::as_str);
    let last = last.trim_end_matches(|c: char| !c.is_alphabetic());
    let is_ranked = matches!(last, "i" | "ii" | "iii" | "iv") && words.len() > 1;
    let head = if is_ranked {
        words[words.len() - 2].as_str()
    } else {
        last
    };
    let is_among = |list: &str| list.split_whitespace().any(|known| known == head);
    is_among(HEADS)
        || head.len() > 4 && !is_among(NO_TITLES) && ENDINGS.iter().any(|end| head.ends_with(end))
}
