#![expect(clippy::unwrap_used, reason = "a test may panic")]

use serde_json::json;

use super::*;

fn render(source: &str) -> Result<String, ModelError> {
    ChatTemplate::parse(source)?.render(json!({
        "messages": [
            {"role": "system", "content": "Be brief."},
            {"role": "user", "content": "  Hi <b> "},
        ],
        "add_generation_prompt": true,
        "bos_token": "<s>",
        "eos_token": "</s>",
    }))
}

#[test]
fn python_methods_blocks_and_json_work_as_in_python() {
    let source = "{{ bos_token }}\n{% for m in messages %}\n    {% if loop.last %}\n{{ m.content.strip().upper() + '|' }}\n    {% endif %}\n{% endfor %}\n{{ {'a': [1, 'é<'], 'b': none} | tojson }}";
    assert_eq!(
        render(source).unwrap(),
        "<s>\nHI <B>|\n{\"a\": [1, \"é<\"], \"b\": null}"
    );
}

#[test]
fn marks_for_training_write_nothing() {
    let source =
        "{% for m in messages %}{%- generation -%} {{ m.role }} {% endgeneration %}{% endfor %}";
    assert_eq!(render(source).unwrap(), "system user ");
}

#[test]
fn plain_fallback_reads_like_a_dialogue() {
    let rendered = ChatTemplate::plain().unwrap().render(json!({
        "messages": [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "Hi"}],
        "add_generation_prompt": true,
    }));
    assert_eq!(rendered.unwrap(), "Be brief.\n\nUser: Hi\n\nAssistant:");
}

#[test]
fn an_exception_is_reported_in_its_own_words() {
    let error = render("{{ raise_exception('System role not supported') }}").unwrap_err();
    let expected = ModelError::Template {
        detail: "System role not supported".to_owned(),
    };
    assert_eq!(error, expected);
}

#[test]
fn templates_that_never_end_are_ended() {
    let deep = format!("{}1{}", "(".repeat(50_000), ")".repeat(50_000));
    let bombs = [
        "{% for a in range(99999) %}{% for b in range(99999) %}{{ b }}{% endfor %}{% endfor %}",
        "{% macro m() %}{{ m() }}{% endmacro %}{{ m() }}",
        "{{ range(1000000000) | join('x') }}",
        "{{ 'x' * 100000000000 }}",
        &format!("{{{{ {deep} }}}}"),
        // Growth by doubling takes few steps.
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a ~ n.a %}{% endfor %}",
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = n.a + n.a %}{% endfor %}{{ n.a | length }}",
        "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = [n.a, n.a] %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a=[1]) %}{% for i in range(60) %}{% set n.a = {'a': n.a, 'b': n.a} %}{% endfor %}{{ n.a | tojson }}",
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a.replace('x', n.a) %}{% endfor %}",
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a | replace('x', n.a) %}{% endfor %}",
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a = n.a.join([n.a, n.a]) %}{% endfor %}",
        "{% set n = namespace(a='xx') %}{% for i in range(60) %}{% set n.a %}{{ n.a }}{{ n.a }}{% endset %}{% endfor %}",
        "{% macro m(a, n) %}{% if n %}{{ m(a ~ a, n - 1) }}{% endif %}{% endmacro %}{{ m('xx', 60) }}",
        // Depth that only shows when a value is dropped or written.
        "{% set n = namespace(a=[]) %}{% for i in range(99999) %}{% set n.a = [n.a] %}{% endfor %}{{ n.a }}",
        "{% set n = namespace(a=[1]) %}{% for i in range(99999) %}{% set n.a = n.a | batch(1) | list %}{% endfor %}{{ n.a }}",
        // Much in one step.
        "{{ range(99999) | join('x' * 99999) }}",
        "{{ ['x' * 99999] * 99999 }}",
        "{{ [1] * 10000000000 }}",
        "{{ '%999999999d' % 1 }}",
        "{{ '%0999999999d' | format(1) }}",
        "{{ '{:>999999999}'.format('x') }}",
        "{{ 'x'.center(999999999) }}{{ 'x'.zfill(999999999) }}",
        "{{ 'x'.ljust(999999999) }}",
        "{{ [1] | batch(999999999, 'x') | list }}",
        "{{ [1] | slice(999999999) | list }}",
        "{{ ('a\n' * 999999) | indent(9999) }}",
        "{% for i in range(99999) %}{{ 'x' * 9999 }}{% endfor %}",
        "{% for i in range(99999) %}{% set x = range(99999) | sum %}{% endfor %}",
        "{% set s = 'x' * 9999999 %}{% for i in range(99999) %}{% set x = s[::-1] %}{% endfor %}",
        "{% set s = 'x' * 9999999 %}{% for i in range(99999) %}{% set x = s | upper %}{% endfor %}",
        "{% set s = range(99999) | list %}{% for i in range(99999) %}{% if s == s %}{% endif %}{% endfor %}",
        "{% for i in [1] recursive %}{{ loop([1]) }}{% endfor %}",
        // Values that hold themselves, or others without end.
        "{% set n = namespace() %}{% set n.a = n %}{{ n }}",
        "{% set n = namespace() %}{% set n.a = [{'b': n}] %}{{ n | upper }}",
        "{% set n = namespace(a=1) %}{% for i in range(99999) %}{% set n.a = namespace(a=n.a) %}{% endfor %}",
        "{% set n = namespace(a=1) %}{% for i in range(99999) %}{% set n.a = dict(a=n.a) %}{% endfor %}",
        "{% set n = namespace(a=[1]) %}{% for i in range(99999) %}{% set n.a = n.a | zip | list %}{% endfor %}",
        // What is called by name.
        "{% set r = range(99999) | list %}{{ range(99999) | select('in', r) | list | length }}",
        "{{ (['x'] * 9999) | map('default', 'x') | map('replace', 'x', 'y' * 9999999) | list | length }}",
        "{{ (['x' * 9999999] * 9999) | map('upper') | list | length }}",
        "{% set s = 'x' * 9999999 %}{{ ([s] * 9999) | map('lower') | list | length }}",
        "{% set s = range(9999) | list %}{{ ([s] * 9999) | map('sort') | list | length }}",
    ];
    for bomb in bombs {
        let result = render(bomb);
        assert!(
            matches!(result, Err(ModelError::Template { .. })),
            "{bomb:.40}"
        );
    }
}

/// What the engine compiles by recursion, once for each operator, must not run out of stack.
#[test]
fn chains_without_end_are_compiled_or_refused() {
    let chains = [
        ("-", "1"),
        ("not ", "1"),
        ("1+", "1"),
        ("1~", "1"),
        ("1 or ", "1"),
        ("[", "1"),
    ];
    for (link, end) in chains {
        for n in [10_000, 120_000 / link.len(), 200_000] {
            render(&format!("{{{{ {}{end} }}}}", link.repeat(n))).ok();
        }
    }
    for link in [".a", "[0]", "()", "|d", "[:]", " is string"] {
        render(&format!("{{{{ a{} }}}}", link.repeat(120_000 / link.len()))).ok();
    }
    let branch = "{% elif a %}";
    let branches = branch.repeat(120_000 / branch.len());
    render(&format!("{{% if a %}}{branches}{{% endif %}}")).ok();
    let blocks = "{% if a %}".repeat(5_000) + &"{% endif %}".repeat(5_000);
    render(&blocks).ok();
}

#[test]
fn what_is_not_there_is_neither_long_nor_iterable() {
    let source = "{{ none is iterable }} {{ 'a' is iterable }} {{ [] is iterable }} {{ nothing | length }} {{ (nothing | first) is defined }}";
    assert_eq!(render(source).unwrap(), "False True True 0 False");
}

#[test]
fn a_namespace_keeps_what_a_loop_gives_it() {
    let source = "{% set n = namespace({'b': 1}, a=[]) %}{% for i in [1, 2] %}{% set n.a = n.a + [i] %}{% set n.c = i %}{% endfor %}{{ n.a }}{{ n.b }}{{ n.c }}{{ n.d is defined }}";
    assert_eq!(render(source).unwrap(), "[1, 2]12False");
}

#[test]
fn templates_as_models_ship_them_render() {
    let dir = std::path::Path::new("../shared/data/chat-templates");
    let Ok(files) = std::fs::read_dir(dir) else {
        crate::engine::skipped("../shared is not there");
        return;
    };
    for file in files {
        let path = file.unwrap().path();
        let source = std::fs::read_to_string(&path).unwrap();
        let result = ChatTemplate::parse(&source).unwrap().render(json!({
            "messages": [{"role": "user", "content": "What does a nurse do?"}],
            "add_generation_prompt": true,
            "bos_token": "<s>",
            "eos_token": "</s>",
        }));
        let rendered = result.unwrap_or_else(|error| panic!("{}: {error}", path.display()));
        assert!(
            rendered.contains("What does a nurse do?"),
            "{}",
            path.display()
        );
    }
}
