//! The model's own chat template: Jinja, as the Python ecosystem renders it.

mod guard;
mod methods;
mod named;
mod namespace;
mod operators;
pub(super) mod python_float;

use std::sync::Arc;

use minijinja::machinery::{self, CompiledTemplate, TemplateConfig};
use minijinja::syntax::SyntaxConfig;
use minijinja::value::{Kwargs, Serde};
use minijinja::{AutoEscape, Environment, Error, ErrorKind, Value};
use serde::Serialize;

use super::python_json;
use crate::explain::ModelError;

/// Real templates stay below 20 KB and a few thousand steps per message.
const MAX_SOURCE_BYTES: usize = 128 << 10;
const MAX_STEPS: u64 = 5_000_000;

/// A long expression is compiled, and a deep value shown, by recursion: some 400 bytes for each byte of the source.
const STACK_BYTES: usize = 256 << 20;

const NAME: &str = "chat";

/// For a model without a template whose vocabulary has ChatML's turn marks.
const CHATML: &str = "{% for message in messages %}{{ '<|im_start|>' + message.role + '\n' + message.content + '<|im_end|>\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\n' }}{% endif %}";

/// For a model without a template or turn marks.
const PLAIN: &str = "{% for message in messages %}{% if message.role == 'user' %}User: {% elif message.role == 'assistant' %}Assistant: {% endif %}{{ message.content }}\n\n{% endfor %}{% if add_generation_prompt %}Assistant:{% endif %}";

/// A parsed template.
pub struct ChatTemplate {
    environment: Environment<'static>,
    source: String,
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
        environment.set_formatter(|out, _, value| {
            let text = operators::written(value)?;
            out.write_str(&text).map_err(Error::from)
        });
        environment.add_function("raise_exception", raise_exception);
        environment.add_function("strftime_now", strftime_now);
        environment.add_filter("tojson", to_json);
        operators::add_to(&mut environment);
        methods::add_to(&mut environment);
        named::add_to(&mut environment);
        namespace::add_to(&mut environment);
        let parsed = Self {
            environment,
            source: as_jinja(source),
            stops,
        };
        on_a_deep_stack(|| parsed.compiled().map(drop))?;
        Ok(parsed)
    }

    /// Compiled for each rendering: that takes less than the rendering, and the result would borrow from `self`.
    fn compiled(&self) -> Result<CompiledTemplate<'_>, ModelError> {
        let config = TemplateConfig {
            syntax_config: syntax()?,
            default_auto_escape: Arc::new(|_| AutoEscape::None),
        };
        CompiledTemplate::new(NAME, &self.source, &config)
            .map(guard::guarded)
            .map_err(|error| failed(&error))
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
    pub fn render(&self, context: impl Serialize + Send) -> Result<String, ModelError> {
        on_a_deep_stack(|| self.rendered(context))
    }

    fn rendered(&self, context: impl Serialize) -> Result<String, ModelError> {
        let template = self.compiled()?;
        let mut rendered = String::new();
        guard::begin();
        machinery::eval(
            &self.environment,
            &template.instructions,
            Value::from(Serde(context)),
            &template.blocks,
            &mut machinery::make_string_output(&mut rendered),
            AutoEscape::None,
        )
        .map_err(|error| failed(&error))?;
        if rendered.len() > guard::MAX_TEXT_BYTES {
            return Err(ModelError::Template {
                detail: "it makes too much text".to_owned(),
            });
        }
        Ok(rendered)
    }
}

/// What `work` gives, from a thread of its own.
fn on_a_deep_stack<T: Send>(
    work: impl FnOnce() -> Result<T, ModelError> + Send,
) -> Result<T, ModelError> {
    let failed = |detail: &str| ModelError::Template {
        detail: detail.to_owned(),
    };
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(STACK_BYTES);
        let running = thread.spawn_scoped(scope, work);
        let running = running.map_err(|error| failed(&error.to_string()))?;
        running.join().unwrap_or_else(|_| Err(failed("it failed")))
    })
}

/// The source with what Python's Jinja reads differently said in another way.
///
/// All ends of lines are `\n` there, and a line break behind `{% raw %}` stays. `{% generation %}` marks what a training
/// loss counts; it writes nothing and Jinja itself does not know it, so a block that is always taken stands in.
fn as_jinja(source: &str) -> String {
    let source = source.replace("\r\n", "\n").replace('\r', "\n");
    let mut rewritten = String::with_capacity(source.len());
    let mut rest = source.as_str();
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
        if word == "raw" && rest.starts_with("%}\n") && !tag.ends_with('-') {
            rewritten.push_str("%}\n");
            rest = &rest[2..];
        }
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
    if value.is_undefined() {
        return Err(guard::refused("Undefined is not JSON serializable"));
    }
    guard::charge_whole(value)?;
    let indent: Option<usize> = options.get("indent")?;
    let separators: Option<Vec<String>> = options.get("separators")?;
    let style = python_json::Style {
        indent: indent.map(|indent| indent.min(16)),
        separators: match separators.as_deref() {
            Some([comma, colon]) => Some((comma.clone(), colon.clone())),
            _ => None,
        },
        ensure_ascii: options
            .get::<Option<bool>>("ensure_ascii")?
            .unwrap_or(false),
        sort_keys: options.get::<Option<bool>>("sort_keys")?.unwrap_or(false),
    };
    options.assert_all_used()?;
    let text = python_json::dumps(value, style, guard::MAX_TEXT_BYTES)
        .map_err(|error| Error::new(ErrorKind::BadSerialization, error.to_string()))?;
    guard::charge_text(text.len())?;
    Ok(Value::from(text))
}

#[cfg(test)]
mod tests;
