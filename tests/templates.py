#!/usr/bin/env python3
"""Chat templates as Python renders them against `aspiro template`, byte for byte.

    templates.py ASPIRO [FOLDER OF *.jinja] …

Every template is rendered for every conversation, and so is every probe: a line or two that use one thing templates
use. Where Python raises, Aspiro must refuse. Ends with 1 when one differs. Needs jinja2.
"""

import concurrent.futures
import datetime
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import jinja2
import jinja2.ext
import jinja2.nodes
import jinja2.sandbox


class Generation(jinja2.ext.Extension):
    """`{% generation %}` marks what the model wrote; it writes nothing itself."""

    tags = {"generation"}

    def parse(self, parser):
        line = next(parser.stream).lineno
        body = parser.parse_statements(["name:endgeneration"], drop_needle=True)
        return jinja2.nodes.CallBlock(self.call_method("_as_is"), [], [], body).set_lineno(line)

    def _as_is(self, caller):
        return caller()


def to_json(value, ensure_ascii=False, indent=None, separators=None, sort_keys=False):
    return json.dumps(value, ensure_ascii=ensure_ascii, indent=indent, separators=separators, sort_keys=sort_keys)


def raise_exception(message):
    raise jinja2.exceptions.TemplateError(message)


def python():
    """The environment in which the Python ecosystem renders chat templates."""
    env = jinja2.sandbox.ImmutableSandboxedEnvironment(
        trim_blocks=True, lstrip_blocks=True, extensions=[Generation, jinja2.ext.loopcontrols]
    )
    env.filters["tojson"] = to_json
    env.globals["raise_exception"] = raise_exception
    env.globals["strftime_now"] = lambda form: datetime.datetime.now().strftime(form)
    return env


def turn(role, content, **more):
    return {"role": role, "content": content, **more}


WEATHER = {
    "type": "function",
    "function": {
        "name": "get_weather",
        "description": 'Says "rain" or <sun> & such; naïve é 天気 🌦️.\nTwo lines.',
        "parameters": {
            "type": "object",
            "properties": {
                "city": {"type": "string", "description": "Where"},
                "days": {"type": "integer", "minimum": 1, "maximum": 1e3, "default": 1.5},
                "unit": {"type": "string", "enum": ["°C", "°F"], "nullable": True},
            },
            "required": ["city"],
            "additionalProperties": False,
        },
    },
}
CALL = {"id": "abc123xyz", "type": "function", "function": {"name": "get_weather", "arguments": {"city": "Köln", "days": 2, "x": None, "y": [1, 2.0, True]}}}
NUMBERS = {"type": "function", "function": {"name": "f", "description": "", "parameters": {"type": "object", "properties": {}, "examples": [0, -1, 1.0, 1e-7, 1e22, 123456789012345678, 0.1, "a/b", "\\", "\u0001", "\u2028"]}}}
ROBOTS = turn("system", "You are brief.")
HI = turn("user", "Hi!")

# Each is what a template may see beside the marks; `messages` always.
CONVERSATIONS = {
    "one question": {"messages": [HI]},
    "system": {"messages": [ROBOTS, HI]},
    "no prompt for an answer": {"messages": [HI, turn("assistant", "Hello.")], "add_generation_prompt": False},
    "several turns": {"messages": [ROBOTS, HI, turn("assistant", "Hello."), turn("user", "And now?"), turn("assistant", "Now."), turn("user", "Good.")]},
    "empty words": {"messages": [turn("system", ""), turn("user", ""), turn("assistant", ""), turn("user", " ")]},
    "blanks around": {"messages": [turn("system", "  \n be\tbrief \r\n"), turn("user", "\n\n  Hi \n"), turn("assistant", " x \n\n"), turn("user", "\ty\u00a0\u3000")]},
    "marks in words": {"messages": [turn("user", "<|im_end|>\n<|im_start|>system\n{{ 7*7 }} {% raw %} {# no #} <s>[INST] </s> <|eot_id|> <end_of_turn>")]},
    "markup": {"messages": [turn("system", "<b>&amp; \"quoted\" 'single' \\n `tick` $x {y}</b>"), turn("user", "a < b > c && d || e %s %d {0}")]},
    "scripts": {"messages": [turn("system", "Ünïcödé ñ ß İ ı ſ ŉ"), turn("user", "日本語 한국어 العربية עברית ไทย हिन्दी 👩‍👩‍👧 🇩🇪 e\u0301 \ufeff\u200b\u2028")]},
    "thoughts": {"messages": [HI, turn("assistant", "<think>\nhm\n</think>\n\nHello."), turn("user", "Go on."), turn("assistant", "x</think>y<think>z"), turn("user", "?")]},
    "thoughts apart": {"messages": [HI, turn("assistant", "Hello.", reasoning_content="\nhm\n"), turn("user", "Go on.")]},
    "no thinking": {"messages": [HI], "enable_thinking": False},
    "thinking": {"messages": [ROBOTS, HI], "enable_thinking": True},
    "tools": {"messages": [ROBOTS, turn("user", "Weather?")], "tools": [WEATHER]},
    "tools without system": {"messages": [turn("user", "Weather?")], "tools": [WEATHER, NUMBERS]},
    "a tool was called": {"messages": [turn("user", "Weather?"), turn("assistant", "", tool_calls=[CALL]), turn("tool", "{\"rain\": true}", name="get_weather", tool_call_id="abc123xyz"), turn("assistant", "It rains."), turn("user", "Thanks.")], "tools": [WEATHER]},
    "two tools were called": {"messages": [ROBOTS, turn("user", "Weather?"), turn("assistant", None, tool_calls=[CALL, dict(CALL, id="def456uvw")]), turn("tool", "1", tool_call_id="abc123xyz"), turn("tool", "zwei", tool_call_id="def456uvw"), turn("assistant", "Both.")], "tools": [WEATHER]},
    "arguments as text": {"messages": [turn("user", "?"), turn("assistant", "a", tool_calls=[{"id": "abc123xyz", "type": "function", "function": {"name": "f", "arguments": "{\"a\": 1}"}}]), turn("tool", "r", tool_call_id="abc123xyz")]},
    "tools no list": {"messages": [HI], "tools": []},
    "two users in a row": {"messages": [turn("user", "One."), turn("user", "Two.")]},
    "an answer first": {"messages": [turn("assistant", "Me first."), HI]},
    "system in the middle": {"messages": [HI, turn("system", "Hush."), turn("user", "?")]},
    "unknown role": {"messages": [turn("critic", "No."), HI]},
    "no messages": {"messages": []},
    "content in parts": {"messages": [turn("user", [{"type": "text", "text": "What is "}, {"type": "image"}, {"type": "text", "text": "this?"}])]},
    "no content": {"messages": [{"role": "user"}, turn("assistant", None)]},
    "content is a number": {"messages": [turn("user", 12), turn("assistant", 1.5), turn("user", True)]},
    "documents": {"messages": [HI], "documents": [{"title": "T", "text": "Some text."}]},
    "asked for a date": {"messages": [ROBOTS, HI], "date_string": "01 Jan 2026", "custom_tools": None},
    "long": {"messages": [turn("user" if at % 2 == 0 else "assistant", f"{at} " * 50) for at in range(41)]},
}

# Looked at with the variables of VALUES.
VALUES = {
    "messages": [ROBOTS, HI, turn("assistant", "A b-c_d. e'f")],
    "text": "  Hello, wörld\nnext line ",
    "empty": "", "zero": 0, "three": 3, "minus": -7, "half": 0.5, "big": 12345678901234567890, "yes": True, "no": False, "nothing": None,
    "list": [3, 1, 2], "words": ["b", "A", "c"], "nested": [[1, 2], [3]], "mixed": [1, "a", None, True, 2.0, {"k": "v'\""}],
    "dict": {"b": 1, "a": {"x": [1, None]}, "items_": 2}, "people": [{"name": "Bo", "age": 3}, {"name": "al", "age": 1}, {"name": "Cy", "age": 3}],
    "html": "<a href='x'>&\"</a>", "tools": None,
}
PROBES = r"""
{{ nothing }}|{{ yes }}|{{ no }}|{{ three }}|{{ half }}|{{ minus }}
{{ list }}|{{ words }}|{{ mixed }}|{{ dict }}|{{ nested }}
{{ 'a' ~ nothing ~ yes ~ 1.0 ~ list ~ dict }}
{{ missing }}|{{ missing is defined }}|{{ dict.missing }}|{{ dict['missing'] is defined }}
{{ missing.more }}
{{ missing['more'] }}
{{ missing() }}
{{ dict.missing.more }}
{{ nothing.x }}|{{ nothing.x is defined }}
{{ 1 / 2 }}|{{ 4 / 2 }}|{{ 7 // 2 }}|{{ -7 // 2 }}|{{ -7 % 3 }}|{{ 7.5 // 2 }}|{{ 2 ** 10 }}|{{ 2 ** -1 }}|{{ 10 % 4 }}
{{ 1 / 0 }}
{{ 1 + 1.0 }}|{{ 0.1 + 0.2 }}|{{ 1e16 }}|{{ 1e15 }}|{{ 1e-5 }}|{{ 123456789.0 }}|{{ 1.5e300 }}
{{ 'ab' * 3 }}|{{ 3 * 'ab' }}|{{ [1] * 3 }}|{{ [1] + [2] }}|{{ 'ab' + 'cd' }}
{{ 'a' + 1 }}
{{ 1 + 'a' }}
{{ nothing + 'a' }}
{{ 'b' in words }}|{{ 'ell' in text }}|{{ 'b' in dict }}|{{ 9 not in list }}
{{ 1 in 'abc' }}
{{ text[2:7] }}|{{ text[-5:] }}|{{ text[::-1] }}|{{ list[::-1] }}|{{ list[1:] }}|{{ list[-1] }}|{{ text[2] }}
{{ list[7] }}|{{ text[99:] }}
{{ messages[0]['role'] }}|{{ messages[-1].content }}|{{ messages[1:][0].role }}
{{ text.strip() }}|{{ text.lstrip() }}|{{ text.rstrip() }}|{{ 'xxaxx'.strip('x') }}|{{ '\n\na\n'.lstrip('\n') }}|{{ 'abcba'.strip('ab') }}
{{ 'a b  c'.split() }}|{{ 'a,b,,c'.split(',') }}|{{ 'a,b,c'.split(',', 1) }}|{{ ' a '.split(' ') }}|{{ 'a,b,c'.rsplit(',', 1) }}
{{ 'x</think>y</think>z'.split('</think>')[-1] }}|{{ 'ab'.split('') }}
{{ 'a\nb\r\nc'.splitlines() }}|{{ 'a=b=c'.partition('=') }}
{{ 'Hello'.startswith('He') }}|{{ 'Hello'.endswith('lo') }}|{{ 'Hello'.startswith(('x', 'H')) }}|{{ 'hello'.find('l') }}|{{ 'hello'.rfind('l') }}|{{ 'hello'.find('z') }}
{{ 'Hello'.upper() }}|{{ 'Hello'.lower() }}|{{ 'hello world'.title() }}|{{ 'hELLO wORLD'.capitalize() }}|{{ 'aXbX'.replace('X', '-') }}|{{ 'aXbX'.replace('X', '-', 1) }}
{{ 'ß'.upper() }}|{{ 'İ'.lower() }}|{{ "they're bill's".title() }}|{{ 'aBc'.swapcase() }}
{{ 'abc'.isdigit() }}|{{ '12'.isdigit() }}|{{ 'abc'.isalpha() }}|{{ 'a1'.isalnum() }}|{{ 'A'.isupper() }}|{{ ' '.isspace() }}
{{ 'hello'.count('l') }}|{{ 'hello'.index('l') }}|{{ 'x'.join(words) }}|{{ ','.join(['a']) }}
{{ 'a{}b{}'.format(1, 'x') }}|{{ '{0}-{1}-{0}'.format('a', 'b') }}|{{ '{n}'.format(n=3) }}
{{ '%s-%d-%05.2f' % ('a', 3, 1.5) }}|{{ '%s' % 'x' }}
{{ '%s and %s' | format('a', 'b') }}|{{ '%5s|%-5s|%x' | format('a', 'b', 255) }}
{{ 'a'.zfill(3) }}|{{ '5'.rjust(3, '0') }}|{{ 'a'.center(5) }}|{{ 'a'.ljust(3) }}
{{ 'abc'.removeprefix('a') }}|{{ 'abc'.removesuffix('c') }}
{{ 'ab'.encode() }}
{{ dict.keys() | list }}|{{ dict.values() | list }}|{{ dict.items() | list }}|{{ dict.get('b') }}|{{ dict.get('z') }}|{{ dict.get('z', 5) }}
{% for k, v in dict.items() %}{{ k }}={{ v }};{% endfor %}
{% for k, v in dict | items %}{{ k }}={{ v }};{% endfor %}
{% for k in dict %}{{ k }};{% endfor %}
{% for k, v in dict | dictsort %}{{ k }}={{ v }};{% endfor %}
{{ list | sort }}|{{ words | sort }}|{{ words | sort(case_sensitive=true) }}|{{ list | sort(reverse=true) }}|{{ people | sort(attribute='age') | map(attribute='name') | list }}
{{ list | first }}|{{ list | last }}|{{ list | length }}|{{ text | length }}|{{ list | count }}|{{ dict | length }}|{{ [] | first }}
{{ list | sum }}|{{ list | min }}|{{ list | max }}|{{ people | sum(attribute='age') }}
{{ words | join(', ') }}|{{ list | join }}|{{ mixed | join('-') }}|{{ people | join(',', attribute='name') }}
{{ words | map('upper') | list }}|{{ people | map(attribute='name') | join(' ') }}|{{ people | map(attribute='zip', default='-') | list }}
{{ people | selectattr('age', 'equalto', 3) | map(attribute='name') | list }}|{{ people | rejectattr('age', 'eq', 3) | list | length }}|{{ mixed | select('string') | list }}|{{ list | reject('odd') | list }}|{{ people | selectattr('age') | list | length }}
{{ people | groupby('age') | map('first') | list }}
{{ words | reverse | list }}|{{ 'abc' | reverse }}|{{ list | unique | list }}|{{ list | batch(2) | list }}|{{ list | slice(2) | list }}
{{ text | trim }}|{{ text | upper }}|{{ text | lower }}|{{ 'hello wörld foo-bar' | title }}|{{ 'hELLO' | capitalize }}|{{ 'aab' | replace('a', 'x') }}|{{ 'aab' | replace('a', 'x', 1) }}
{{ 'xax' | trim('x') }}|{{ text | indent }}|{{ 'a\nb\n\nc' | indent(2) }}|{{ 'a\nb' | indent(2, true) }}|{{ 'a\n\nb' | indent(width=2, blank=true) }}|{{ 'a\nb' | indent('> ') }}
{{ 'a b c' | wordcount }}|{{ 'a' | center(5) }}
{{ missing | default('d') }}|{{ empty | default('d') }}|{{ empty | default('d', true) }}|{{ nothing | default('d') }}|{{ nothing | d('x', true) }}
{{ '12' | int }}|{{ 'x' | int }}|{{ 'x' | int(5) }}|{{ 3.9 | int }}|{{ '1.5' | float }}|{{ 3 | float }}|{{ 3 | string }}|{{ true | string }}|{{ nothing | string }}|{{ 3.14159 | round(2) }}|{{ 2.5 | round }}|{{ -3 | abs }}
{{ 'abc' | list }}|{{ dict | list }}|{{ range(3) | list }}|{{ range(5, 1, -2) | list }}|{{ 'a' | string | length }}
{{ html | safe }}|{{ html }}
{{ html | tojson }}|{{ dict | tojson }}|{{ dict | tojson(indent=2) }}|{{ mixed | tojson }}|{{ dict | tojson(sort_keys=true) }}|{{ list | tojson(separators=(',', ':')) }}|{{ 'é' | tojson(ensure_ascii=true) }}|{{ 'é😀' | tojson(ensure_ascii=true) }}
{{ [] | tojson(indent=4) }}|{{ {} | tojson(indent=4) }}|{{ [[], {}, [1]] | tojson(indent=4) }}|{{ 1.0 | tojson }}|{{ 1e22 | tojson }}|{{ 1e-7 | tojson }}|{{ '\u007f\u0000\u001f\u2028"\\/' | tojson }}|{{ big | tojson }}
{{ missing | tojson }}
{{ dict | tojson | safe }}|{{ dict | string }}|{{ 'it\'s' | tojson }}|{{ ["it's"] }}|{{ ['say "hi"', "it's \"x\"", '\n\t\\', 'é'] }}
{{ three is number }}|{{ three is integer }}|{{ half is float }}|{{ yes is boolean }}|{{ yes is number }}|{{ text is string }}|{{ dict is mapping }}|{{ list is sequence }}|{{ text is sequence }}|{{ dict is iterable }}|{{ nothing is none }}|{{ nothing is iterable }}|{{ absent is iterable }}|{{ absent | length }}|{{ (absent | first) is defined }}|{{ yes is true }}|{{ no is false }}|{{ dict is sequence }}
{{ 3 is odd }}|{{ 4 is even }}|{{ 9 is divisibleby 3 }}|{{ 'a' is lower }}|{{ 'A' is upper }}|{{ 1 is eq 1 }}|{{ 1 is sameas 1 }}|{{ 1 is in [1, 2] }}|{{ missing is undefined }}|{{ raise_exception is callable }}|{{ 'x' is escaped }}
{{ 'a' if yes }}|{{ 'a' if no }}|{{ 'a' if no else 'b' }}|{{ ('a' if empty else 'b') ~ 'c' }}
{{ yes and 'x' }}|{{ empty or 'y' }}|{{ not empty }}|{{ nothing or zero }}|{{ 1 < 2 < 3 }}|{{ 3 > 2 > 2 }}|{{ 'a' < 'b' }}|{{ [1, 2] < [1, 3] }}|{{ 1 == 1.0 }}|{{ '1' == 1 }}|{{ true == 1 }}
{{ 'a' < 1 }}
{% set ns = namespace({'d': 7}, e=8) %}{{ ns.d }}{{ ns.e }}{{ ns.f is defined }}{% set ns.f %}{{ text }}{% endset %}{{ ns.f }}
{{ list | map('upper') | list if false else [text] | map('upper') | list }}{{ [3, 1, 2] | select('in', [1, 2]) | list }}{{ [3, 1, 2] | reject('gt', 1) | list }}{{ [3, 1, 2] | map('string') | map('title') | list }}
{% set ns = namespace(n=0, l=[]) %}{% for m in messages %}{% set ns.n = ns.n + 1 %}{% set ns.l = ns.l + [m.role] %}{% endfor %}{{ ns.n }}{{ ns.l }}
{% set x = 1 %}{% for a in list %}{% set x = a %}{% endfor %}{{ x }}
{% for m in messages %}{{ loop.index }}{{ loop.index0 }}{{ loop.revindex }}{{ loop.revindex0 }}{{ loop.first }}{{ loop.last }}{{ loop.length }}{{ loop.cycle('a', 'b') }}{{ loop.previtem.role }}{{ loop.nextitem.role }}{{ loop.depth }};{% endfor %}
{% for a in list %}{{ loop.changed(a > 1) }};{% endfor %}
{% for m in messages if m.role != 'system' %}{{ loop.index }}{{ m.role }}{% else %}none{% endfor %}|{% for m in [] %}x{% else %}none{% endfor %}
{% for a, b in [[1, 2], [3, 4]] %}{{ a }}{{ b }}{% endfor %}|{% for a, b in nested %}{{ a }}{% endfor %}
{% for a in list %}{% if a == 1 %}{% continue %}{% endif %}{{ a }}{% endfor %}|{% for a in list %}{% if a == 1 %}{% break %}{% endif %}{{ a }}{% endfor %}
{% for i in nested recursive %}{{ loop(i) if i is iterable else i }},{% endfor %}
{% for i in range(3) %}{% for j in range(2) %}{{ loop.index }}{% endfor %}{{ loop.index }}{% endfor %}
{% macro m(a, b='x', c=none) %}{{ a }}{{ b }}{{ c }}{% endmacro %}{{ m(1) }}|{{ m(1, 2) }}|{{ m(1, c=3) }}|{{ m(b=5, a=4) }}
{% macro r(n) %}{{ n }}{% if n > 0 %}{{ r(n - 1) }}{% endif %}{% endmacro %}{{ r(5) }}
{% macro w() %}[{{ caller() }}]{% endmacro %}{% call w() %}in{% endcall %}
{% macro va() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ va(1, 2, k=3) }}
{% macro s() %}  a  {% endmacro %}{{ s() | trim }}|{{ s().strip() }}|{{ s() | length }}|{{ s() ~ '<' }}|{{ (s() + '<') | tojson }}
{% set block %}a{{ three }}<b>{% endset %}{{ block }}|{{ block | length }}|{{ block | upper }}|{{ block + 'x' }}|{{ block.strip() }}
{% set a, b = 1, 2 %}{{ a }}{{ b }}|{% set a = b = 3 %}
{% filter upper %}abc{{ html }}{% endfilter %}|{% with a = 1, b = 2 %}{{ a + b }}{% endwith %}|{% raw %}{{ x }}{% endraw %}|{# gone #}
{% if messages[0].role == 'system' and messages | length > 1 %}yes{% elif no %}maybe{% else %}no{% endif %}
{%- if true -%}  trimmed  {%- endif -%}  x   {{- ' y ' -}}   z
  {% if true %}
  kept
  {% endif %}
last
    {%+ if true %}x{% endif +%}
y
{{ 'a\tb\\n\'"\u00e9\x41' }}|{{ "\n" == '\n' }}|{{ 'line' '' 'joined' }}
{{ {'a': 1, 'b': [1, {'c': none}]} }}|{{ (1, 2) }}|{{ (1,) }}|{{ [] }}|{{ {} }}|{{ () }}|{{ {1: 2} }}|{{ {'a': 1}['a'] }}
{{ [1, 2] == (1, 2) }}|{{ {'a': 1} == {'a': 1.0} }}|{{ {'a': 1} | length }}
{{ dict.b }}|{{ dict['a']['x'][0] }}|{{ dict.a.x | length }}|{{ dict.items_ }}|{{ dict.update is defined }}|{{ list.append is defined }}
{{ list.append(1) }}
{{ dict.update({'z': 1}) }}
{{ list.index(1) }}|{{ list.count(1) }}
{{ dict(a=1, b=2) }}|{{ dict.pop('b') }}
{{ strftime_now('%Y') | length }}|{{ strftime_now('%d %B %Y') | length > 8 }}|{{ strftime_now('%Y-%m-%d') }}
{{ raise_exception('stop') }}
{{ 'x' | nofilter }}
{{ 'x' is notest }}
{{ nofunction() }}
{{ (1, 2, 3)[1] }}|{{ [1, 2, 3][:2] }}|{{ 'abc'[1:][0] }}|{{ [1,2,3,4][::2] }}|{{ [1,2,3,4][-3:-1] }}|{{ 'abc'[::-2] }}|{{ (1,2)[::-1] }}
{{ ''.__class__ }}
{{ text.__len__() }}
{% set j = joiner(',') %}{{ j() }}{{ j() }}
{{ three in text }}
{{ text < three }}
{{ half ~ '|' ~ (half * 1e20) ~ '|' ~ (half / 100000) }}
{{ {'a': three, 'b': [three, {'c': nothing}]} }}|{{ {'a': three}.a }}|{{ {'a': three} | tojson }}|{{ {'b': three, 'a': text}.items() | list }}|{{ {'a': three} is mapping }}|{{ [three, text] }}|{{ (three, text) }}
{{ '%s-%s' % (three, text) }}|{{ '%s' % three }}|{{ three % 2 }}|{{ minus % 3 }}|{{ half % 0.3 }}
{{ text * three }}|{{ list * 2 }}|{{ yes + 1 }}|{{ three ** 2 }}|{{ three * half }}|{{ three + half }}|{{ three == 3.0 }}|{{ yes == 1 }}|{{ list == [3, 1, 2] }}
{{ text + three }}
{{ list + text }}
{{ words + list }}|{{ (1, 2) + (three,) }}|{{ list[three:] }}|{{ list[:-1] }}|{{ text[-4:-1] }}|{{ list[::-1] }}|{{ list[5:1] }}|{{ text[:three] }}
{{ 'name' in people[0] }}|{{ three in list }}|{{ three not in list }}|{{ 'x' in missing }}|{{ half in [0.5] }}|{{ yes in [1] }}
{{ three in nothing }}
{{ 0 < three < 5 }}|{{ three >= 3 }}|{{ 'a' <= words[0] }}|{{ words[1] != 'A' }}|{{ half < three }}
{{ big }}|{{ big + 1 }}|{{ 9223372036854775807 + 1 }}|{{ 2 ** 70 }}|{{ -9223372036854775808 - 1 }}
{{ 5 | string + 'a' }}|{{ (5 ~ '') == '5' }}|{{ -5 | abs }}|{{ - -3 }}|{{ not not 1 }}
{{ 1_000 }}|{{ 0x1f }}|{{ 0b101 }}|{{ 0o17 }}|{{ 1.5e3 }}|{{ 1e3 }}
{{ messages | map(attribute='role') | unique | join(',') }}|{{ messages | selectattr('role', 'in', ['user', 'system']) | list | length }}
{{ messages | map(attribute='content.strip') | list | length }}|{{ people | map(attribute='name.0') | list }}
{% for x in 'abc' %}{{ x }},{% endfor %}|{% for x in 5 %}{% endfor %}
{% for x in missing %}x{% endfor %}|{% for x in nothing %}x{% endfor %}
{% include 'x' %}
{% extends 'x' %}
{% block a %}in{% endblock %}|{{ self.a() }}
{% do list.append(1) %}
{% generation %}a{% endgeneration %}|{%- generation -%} b {%- endgeneration -%} c
{{ text.splitlines(true) if false else 'ok' }}|{{ 'a.b'.split('.')|last }}|{{ ('a' * 3)|upper }}|{{ 'é'.upper() == 'É' }}
{{ 'tEsT x'.title() }}|{{ 'a-b c_d' | title }}|{{ 'ŉ'.upper() }}|{{ "they're".title() }}
{{ '%.2f' | format(3.14159) }}|{{ '%d%%' | format(50) }}|{{ '%3d|%-3d|%03d' | format(5, 5, 5) }}
{{ 'x' ~ 1.10 ~ 100.0 ~ 1e100 ~ 0.1 }}|{{ 5.0 }}|{{ -0.0 }}|{{ 1.0 * 3 }}|{{ 10 / 5 }}|{{ 7 / 2 | int }}
{% set x = {'a': 1} %}{% set x = dict(x, b=2) %}{{ x }}
{% set _ = messages.append('x') %}
""".strip("\n").split("\n")
# What only the template engine itself could do as Python does: it folds constants before we see them, and lacks these.
LEFT_OUT = {
    "{{ 1 in 'abc' }}", "{{ 'a' < 1 }}", "{{ 'ab'.encode() }}",
    "{% macro va() %}{{ varargs }}{{ kwargs }}{% endmacro %}{{ va(1, 2, k=3) }}",
    "{{ 'x' ~ 1.10 ~ 100.0 ~ 1e100 ~ 0.1 }}|{{ 5.0 }}|{{ -0.0 }}|{{ 1.0 * 3 }}|{{ 10 / 5 }}|{{ 7 / 2 | int }}",
}
# These take more than a line.
PROBES = [probe for probe in PROBES if probe not in LEFT_OUT]
PROBES += [
    "{% if true %}\nx\n{% endif %}\ny",
    "a\n  {% if true %}  \n  b\n  {% endif %}\n\nc\n",
    "a\n  {#- c -#}\n  b\n\n{# c #}\nd\n",
    "{{ 'a' }}\n{{ 'b' }}\n\n",
    "{% for a in list %}\n{{ a }}\n{% endfor %}\n",
    "x {%- set a = 1 %}\n y {{- a }} z\n",
    "{%- for a in list -%}\n  {{ a }}\n{%- endfor %}\n\n\n",
    "\n\n{{ 'a' }}\r\n{% if true %}\r\nb\r\n{% endif %}\r\n",
    "{% raw %}\n{{ x }}\n{% endraw %}\nz",
    "{{ 'multi\nline' }}",
    "{% set x %}\n a \n{% endset %}\n[{{ x }}]",
    "{% if true %} {{ 'a' }} {% endif %} \n b",
    "{%- macro m(x) -%}\n  {{ x }}\n{%- endmacro %}\n{{ m(1) }}{{ m(2) }}\n",
    "{{\n  'a'\n  ~ 'b'\n}}",
    "{#\n long\n#}\nx",
    "  {%- if true %} a{% endif %}  {# x #}  \n{{ 'b' }}",
]


def expected(env, source, context):
    """What Python renders; None where it raises."""
    try:
        return env.from_string(source).render(**context)
    except Exception:  # whatever it is, a person gets no prompt
        return None


def found(program, template, context, folder):
    path = os.path.join(folder, f"{threading_id()}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(context, file, ensure_ascii=False)
    done = subprocess.run([program, "template", template, path], capture_output=True, timeout=60)
    if done.returncode != 0:
        return None, done.stderr.decode(errors="replace").strip().splitlines()[-1:]
    return done.stdout, None


def threading_id():
    import threading

    return threading.get_ident()


MARKS = {"bos_token": "<s>", "eos_token": "</s>", "add_generation_prompt": True, "tools": None, "documents": None}


def main():
    program, folders = sys.argv[1], sys.argv[2:]
    env = python()
    cases = []
    for folder in folders:
        for path in sorted(pathlib.Path(folder).glob("*.jinja")):
            source = path.read_bytes().decode()
            cases += [(f"{path.name}: {name}", str(path), source, {**MARKS, **context}) for name, context in CONVERSATIONS.items()]
    with tempfile.TemporaryDirectory() as folder:
        for at, source in enumerate(PROBES):
            path = os.path.join(folder, f"{at}.jinja")
            with open(path, "wb") as file:
                file.write(source.encode())
            cases.append((f"probe {source!r}", path, source, {**MARKS, **VALUES}))

        def run(case):
            _, path, source, context = case
            return expected(env, source, context), found(program, path, context, folder)

        with concurrent.futures.ThreadPoolExecutor(4) as pool:
            results = list(pool.map(run, cases))
    n_wrong = n_refused = 0
    for (label, *_), (right, (ours, why)) in zip(cases, results):
        n_refused += right is None
        if right is not None:
            right = right.encode("utf-8", "surrogatepass")
        if right != ours:
            n_wrong += 1
            print(f"{label}\n    python {right!r}\n    aspiro {ours if why is None else why!r}")
    print(f"{len(cases) - n_wrong} of {len(cases)} alike, of which Python refuses {n_refused}")
    return 1 if n_wrong else 0


if __name__ == "__main__":
    sys.exit(main())
