//! What can be wrong with a sentence.

/// Why a sentence was dropped.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Fault {
    /// It cites no fact that was given.
    Uncited,
    /// A number that the cited facts do not hold.
    Number,
    /// A date that they do not hold.
    Date,
    /// A name that they do not hold.
    Name,
    /// Words between quotation marks that they do not hold in this order.
    Quotation,
    /// A job title that they do not hold.
    Title,
    /// A degree or field of study that they do not hold.
    Degree,
    /// A skill that they do not hold, or one credited to a résumé that does not show it.
    Skill,
    /// It says that something is absent and cites only the résumé, which cannot show that.
    Absence,
    /// It says the same words over and over.
    Repetition,
    /// A word that is none, from a model whose words are known.
    Word,
}
