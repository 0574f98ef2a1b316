//! The model's own chat template: Jinja, as the Python ecosystem renders it.

use std::io;

use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{Environment, Error, ErrorKind, Value};
use serde::Serialize;

use super::python_json;
use crate::explain::ModelError;

/// Real templates stay below 20 KB and a few thousand steps per message.
const MAX_SOURCE_BYTES: usize = 1 << 20;
const MAX_STEPS: u64 = 5_000_000;
const MAX_RENDERED_BYTES: usize = 16 << 20;

const NAME: &str = "chat";

/// For a model without a template whose vocabulary has ChatML's turn marks.
const CHATML: &str = "{% for message in messages %}{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/// For a model without a template or turn marks.
const PLAIN: &str = "{% for message in messages %}{% if message.role == 'user' %}User: {% elif message.role == 'assistant' %}Assistant: {% endif %}{{ message.content }}\n\n{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}";

/// A parsed template.
pub struct ChatTemplate {
    environment: Environment<'static>,
    stops: &'static [&'static str],
}

impl ChatTemplate {
    /// # Errors
    /// [`ModelError::Template`] when it is not a template we can read.
    pub fn parse(source: &str) -> Result<Self, ModelError> {
        Self::with_stops(source, &[])
    }

    pub(super) fn chatml() -> Result<Self, ModelError> {
        Self::with_stops(CHATML, &["<|im_end|>"])
    }

    pub(super) fn plain() -> Result<Self, ModelError> {
        Self::with_stops(PLAIN, &["\nUser:"])
    }

    fn with_stops(source: &str, stops: &'static [&'static str]) -> Result<Self, ModelError> {
        if source.len() > MAX_SOURCE_BYTES {
            return Err(ModelError::Template {
                detail: "it is far too long".to_owned(),
            });
        }
        let mut environment = Environment::new();
        environment.set_syntax(syntax()?);
        environment.set_fuel(Some(MAX_STEPS));
        environment
            .set_unknown_method_callback(minijinja_contrib::pycompat::unknown_method_callback);
        environment.add_function("raise_exception", raise_exception);
        environment.add_function("strftime_now", strftime_now);
        environment.add_filter("tojson", to_json);
        environment
            .add_template_owned(NAME, without_generation_marks(source))
            .map_err(|error| failed(&error))?;
        Ok(Self { environment, stops })
    }

    /// Text at which an answer ends because this template's own marks are plain text to the model.
    pub(super) const fn stops(&self) -> &'static [&'static str] {
        self.stops
    }

    /// Renders it with `context`: `messages`, `add_generation_prompt`, `bos_token`, `eos_token` and whatever
    /// else the template asks for.
    ///
    /// # Errors
    /// [`ModelError::Template`] when it raises an exception, runs too long or writes too much.
    pub fn render(&self, context: impl Serialize) -> Result<String, ModelError> {
        let template = self
            .environment
            .get_template(NAME)
            .map_err(|error| failed(&error))?;
        let mut rendered = Bounded(Vec::new());
        template
            .render_captured_to(Serde(context), &mut rendered)
            .map_err(|error| failed(&error))?;
        String::from_utf8(rendered.0).map_err(|error| ModelError::Template {
            detail: error.to_string(),
        })
    }
}

/// `{% generation %}` marks what a training loss counts. It writes nothing and Jinja itself does not know it,
/// so a block that is always taken stands in.
fn without_generation_marks(source: &str) -> String {
    let mut rewritten = String::with_capacity(source.len());
    let mut rest = source;
    while let Some(start) = rest.find("{%") {
        let Some(end) = rest[start..].find("%}").map(|end| start + end) else {
            break;
        };
        let tag = &rest[start + 2..end];
        let word = tag.trim_matches(|c: char| c.is_whitespace() || c == '-' || c == '+');
        rewritten.push_str(&rest[..start + 2]);
        match word {
            "generation" => rewritten.push_str(&tag.replace(word, "if true")),
            "endgeneration" => rewritten.push_str(&tag.replace(word, "endif")),
            _ => rewritten.push_str(tag),
        }
        rest = &rest[end..];
    }
    rewritten + rest
}

/// Blocks on lines of their own leave no blank lines behind, as in `transformers`.
fn syntax() -> Result<SyntaxConfig, ModelError> {
    SyntaxConfig::builder()
        .trim_blocks(true)
        .lstrip_blocks(true)
        .build()
        .map_err(|error| failed(&error))
}

fn failed(error: &Error) -> ModelError {
    let words = error
        .detail()
        .map_or_else(|| error.to_string(), str::to_owned);
    ModelError::Template {
        detail: words.lines().next().unwrap_or_default().to_owned(),
    }
}

/// A buffer that refuses to grow without end.
struct Bounded(Vec<u8>);

impl io::Write for Bounded {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.0.len() + bytes.len() > MAX_RENDERED_BYTES {
            return Err(io::Error::other("it writes without end"));
        }
        self.0.extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

fn raise_exception(message: String) -> Result<Value, Error> {
    Err(Error::new(ErrorKind::InvalidOperation, message))
}

fn strftime_now(format: &str) -> Result<String, Error> {
    let now = jiff::Zoned::now();
    jiff::fmt::strtime::format(format, &now)
        .map_err(|error| Error::new(ErrorKind::InvalidOperation, error.to_string()))
}

/// As Python's `json.dumps(value, ensure_ascii=False)`; minijinja's own would escape for HTML.
fn to_json(value: &Value, options: Kwargs) -> Result<Value, Error> {
    let indent: Option<usize> = options.get("indent")?;
    // Templates pass these too; what they ask for is already so.
    let _: Option<bool> = options.get("ensure_ascii")?;
    options.assert_all_used()?;
    python_json::dumps(value, indent.map(|indent| indent.min(16)))
        .map(Value::from_safe_string)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))
}

#[cfg(test)]
mod tests;
