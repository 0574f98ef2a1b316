//! Words that are names as well.

/// Without a capital these are taken for the word: hidden everywhere, they would leave no sentence to read.
const WORDS: &str = "\
    able abbey amber angel april archer art ash august autumn baker ball banks barber barrow bass bay bean bell berry best \
    bill bird bishop black bloom blue bond booth boss bowl boy brand bridge bright brook brooks brown buck bull burn bush \
    butler case cash chance chase church clay close cole cook cooper crane cross curry dale dance dawn day deal dean dear \
    drew drive duke earl early east easy eve faith fields fine finch fish fisher flint flower ford forest forward fox frank \
    free french frost gale gene glass gold good grace grand grant gray green grey grove guy hall ham hand hardy hart harvest \
    haven hawk hay heath hill holly home hood hook hope house hunt hunter iris ivory ivy jack jade jewel job jordan joy june \
    justice keen king knight lake lamb land lane large law lee light lily little lock long lord love low major mark marsh \
    mason may means mercy miles mill miller moon moss new noble north novel oak olive page paris park parker parks pat pearl \
    penny piper pool poole pope porter potter power price prince queen ray read reed rice rich river rivers rob robin rock \
    rose rowan royal ruby rush sage sale sales sand sandy self sharp short sky small smart smith snow south spring star \
    stark starling steel stern stone storm strong sue summer swan swift sun tab tailor taylor temple terry thorn tiger trace \
    true turner van vale violet wade walker wall ward warden watch water waters way weaver web weber wells west white wild \
    will willow winter wise wolf wood woods worth young";

pub(super) fn is_word(name: &str) -> bool {
    let name = name.to_lowercase();
    WORDS.split_whitespace().any(|word| word == name)
}
