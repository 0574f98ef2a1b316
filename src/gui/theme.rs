//! Design tokens in one place: colours, spacing, radii and type sizes. Nothing else in the window names a colour.
//!
//! Warm paper and pine by day, warm charcoal and sage by night; pine is the one accent.

use egui::style::{ScrollStyle, WidgetVisuals};
use egui::{
    Color32, Context, CornerRadius, FontData, FontDefinitions, FontFamily, FontId, Margin, Shadow,
    Stroke, Style, TextStyle, Ui, Vec2, Visuals,
};

use crate::app::state::{Settings, Theme};

/// The colours of one theme. Text on its own background reaches WCAG AA (4.5 to 1); a test says so.
#[derive(Debug, Clone, PartialEq)]
pub struct Tokens {
    /// Behind everything.
    pub page: Color32,
    /// Cards and the navigation rail.
    pub surface: Color32,
    /// Wells: text fields, tracks of bars, quotes.
    pub sunken: Color32,
    pub hover: Color32,
    pub border: Color32,
    pub text: Color32,
    pub muted: Color32,
    pub accent: Color32,
    pub accent_hover: Color32,
    pub on_accent: Color32,
    pub accent_soft: Color32,
    pub warn: Color32,
    pub warn_soft: Color32,
    pub bad: Color32,
    pub bad_soft: Color32,
    pub shadow: Color32,
}

pub const LIGHT: Tokens = Tokens {
    page: Color32::from_rgb(0xF7, 0xF3, 0xEC),
    surface: Color32::from_rgb(0xFE, 0xFC, 0xF9),
    sunken: Color32::from_rgb(0xF1, 0xEB, 0xE1),
    hover: Color32::from_rgb(0xEC, 0xE5, 0xD9),
    border: Color32::from_rgb(0xE3, 0xDA, 0xCC),
    text: Color32::from_rgb(0x26, 0x21, 0x1C),
    muted: Color32::from_rgb(0x66, 0x5C, 0x51),
    accent: Color32::from_rgb(0x1D, 0x65, 0x56),
    accent_hover: Color32::from_rgb(0x17, 0x53, 0x46),
    on_accent: Color32::from_rgb(0xFC, 0xFA, 0xF5),
    accent_soft: Color32::from_rgb(0xDF, 0xEC, 0xE5),
    warn: Color32::from_rgb(0x7A, 0x50, 0x0B),
    warn_soft: Color32::from_rgb(0xF8, 0xEB, 0xCF),
    bad: Color32::from_rgb(0x9B, 0x2F, 0x24),
    bad_soft: Color32::from_rgb(0xF9, 0xE4, 0xDE),
    shadow: Color32::from_rgba_premultiplied(8, 6, 4, 26),
};

pub const DARK: Tokens = Tokens {
    page: Color32::from_rgb(0x19, 0x17, 0x15),
    surface: Color32::from_rgb(0x22, 0x1F, 0x1C),
    sunken: Color32::from_rgb(0x2C, 0x28, 0x24),
    hover: Color32::from_rgb(0x33, 0x2F, 0x2A),
    border: Color32::from_rgb(0x3A, 0x35, 0x30),
    text: Color32::from_rgb(0xF1, 0xEA, 0xE0),
    muted: Color32::from_rgb(0xB3, 0xA8, 0x9B),
    accent: Color32::from_rgb(0x7C, 0xC9, 0xB0),
    accent_hover: Color32::from_rgb(0x93, 0xD8, 0xC1),
    on_accent: Color32::from_rgb(0x0E, 0x22, 0x1C),
    accent_soft: Color32::from_rgb(0x22, 0x37, 0x30),
    warn: Color32::from_rgb(0xE8, 0xBC, 0x66),
    warn_soft: Color32::from_rgb(0x3A, 0x2F, 0x1B),
    bad: Color32::from_rgb(0xF2, 0x9A, 0x8B),
    bad_soft: Color32::from_rgb(0x41, 0x27, 0x23),
    shadow: Color32::from_rgba_premultiplied(0, 0, 0, 90),
};

/// Steps of the spacing scale, in points.
pub mod space {
    pub const XS: f32 = 4.0;
    pub const S: f32 = 8.0;
    pub const M: f32 = 12.0;
    pub const L: f32 = 16.0;
    pub const XL: f32 = 24.0;
    pub const XXL: f32 = 32.0;
}

pub mod radius {
    pub const CONTROL: u8 = 8;
    pub const CARD: u8 = 12;
}

/// Type sizes in points.
pub mod size {
    pub const DISPLAY: f32 = 27.0;
    pub const TITLE: f32 = 20.0;
    pub const SECTION: f32 = 16.0;
    pub const BODY: f32 = 15.0;
    pub const SMALL: f32 = 13.0;
}

/// From one line of running text to the next, in points.
pub const LINE_HEIGHT: f32 = 22.0;

/// A line of text is read without losing the way up to about this width, in points.
pub const READING_WIDTH: f32 = 840.0;

/// Below this window width the rail shows icons only and columns stack.
pub const NARROW: f32 = 760.0;

pub const ICON_FAMILY: &str = "lucide";

/// The tokens of the theme this `ui` is drawn in.
pub fn tokens(ui: &Ui) -> &'static Tokens {
    if ui.visuals().dark_mode {
        &DARK
    } else {
        &LIGHT
    }
}

/// Whether the window is too narrow for columns.
pub fn narrow(ui: &Ui) -> bool {
    ui.ctx().content_rect().width() < NARROW
}

/// What of the settings decides how everything looks; the look is applied again only when this changes.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Look {
    theme: Theme,
    text_scale: f32,
    reduced_motion: bool,
}

impl Look {
    pub fn of(settings: &Settings) -> Self {
        Self {
            theme: settings.theme,
            text_scale: settings.text_scale,
            reduced_motion: settings.reduced_motion,
        }
    }

    pub fn apply(self, ctx: &Context) {
        ctx.set_style_of(
            egui::Theme::Light,
            style(&LIGHT, false, self.reduced_motion),
        );
        ctx.set_style_of(egui::Theme::Dark, style(&DARK, true, self.reduced_motion));
        ctx.set_theme(match self.theme {
            Theme::System => egui::ThemePreference::System,
            Theme::Light => egui::ThemePreference::Light,
            Theme::Dark => egui::ThemePreference::Dark,
        });
        ctx.set_zoom_factor(self.text_scale.clamp(0.8, 2.0));
    }
}

/// Fonts and options that never change while the window is open.
pub fn install(ctx: &Context) {
    let mut fonts = FontDefinitions::default();
    fonts.font_data.insert(
        ICON_FAMILY.to_owned(),
        FontData::from_static(lucide_icons::LUCIDE_FONT_BYTES).into(),
    );
    fonts.families.insert(
        FontFamily::Name(ICON_FAMILY.into()),
        vec![ICON_FAMILY.to_owned()],
    );
    ctx.set_fonts(fonts);
    ctx.options_mut(|options| {
        // winit reports no theme on Linux, and paper is the calmer guess.
        options.fallback_theme = egui::Theme::Light;
        // The text size is a setting that is kept; a second, unkept zoom beside it would confuse.
        options.zoom_with_keyboard = false;
    });
}

fn style(tokens: &Tokens, dark: bool, reduced_motion: bool) -> Style {
    let mut style = Style {
        visuals: visuals(tokens, dark, reduced_motion),
        animation_time: if reduced_motion { 0.0 } else { 0.12 },
        text_styles: [
            (TextStyle::Heading, size::TITLE, FontFamily::Proportional),
            (TextStyle::Body, size::BODY, FontFamily::Proportional),
            (TextStyle::Button, size::BODY, FontFamily::Proportional),
            (TextStyle::Small, size::SMALL, FontFamily::Proportional),
            (TextStyle::Monospace, size::SMALL, FontFamily::Monospace),
        ]
        .into_iter()
        .map(|(name, size, family)| (name, FontId::new(size, family)))
        .collect(),
        ..Style::default()
    };
    let spacing = &mut style.spacing;
    spacing.item_spacing = Vec2::new(space::S, space::S);
    spacing.button_padding = Vec2::new(space::M, 7.0);
    spacing.interact_size = Vec2::new(40.0, 34.0);
    spacing.extra_text_line_spacing = 3.0;
    spacing.icon_width = 20.0;
    spacing.icon_width_inner = 11.0;
    spacing.icon_spacing = space::S;
    spacing.window_margin = Margin::same(space::L as i8);
    spacing.menu_margin = Margin::same(space::S as i8);
    spacing.tooltip_width = 360.0;
    spacing.slider_width = 220.0;
    spacing.scroll = ScrollStyle {
        bar_width: 8.0,
        ..ScrollStyle::floating()
    };
    style.interaction.tooltip_delay = 0.25;
    if reduced_motion {
        style.scroll_animation = egui::style::ScrollAnimation::none();
    }
    style
}

fn visuals(tokens: &Tokens, dark: bool, reduced_motion: bool) -> Visuals {
    let mut visuals = if dark {
        Visuals::dark()
    } else {
        Visuals::light()
    };
    let widget = |fill: Color32, stroke: Color32, text: Color32| WidgetVisuals {
        bg_fill: fill,
        weak_bg_fill: fill,
        bg_stroke: Stroke::new(1.0, stroke),
        corner_radius: CornerRadius::same(radius::CONTROL),
        fg_stroke: Stroke::new(1.0, text),
        expansion: 0.0,
    };
    visuals.widgets.noninteractive = widget(tokens.surface, tokens.border, tokens.text);
    visuals.widgets.inactive = widget(tokens.sunken, tokens.border, tokens.text);
    visuals.widgets.hovered = widget(tokens.hover, tokens.muted, tokens.text);
    // Also the colour of strong text: the bundled face has no bold, so emphasis is the accent.
    visuals.widgets.active = widget(tokens.hover, tokens.accent, tokens.accent);
    visuals.widgets.open = widget(tokens.hover, tokens.accent, tokens.text);
    visuals.selection.bg_fill = tokens.accent_soft;
    visuals.selection.stroke = Stroke::new(1.5, tokens.accent);
    visuals.weak_text_color = Some(tokens.muted);
    visuals.hyperlink_color = tokens.accent;
    visuals.faint_bg_color = tokens.sunken;
    visuals.extreme_bg_color = tokens.sunken;
    visuals.code_bg_color = tokens.sunken;
    visuals.warn_fg_color = tokens.warn;
    visuals.error_fg_color = tokens.bad;
    visuals.window_fill = tokens.surface;
    visuals.window_stroke = Stroke::new(1.0, tokens.border);
    visuals.window_corner_radius = CornerRadius::same(radius::CARD);
    visuals.menu_corner_radius = CornerRadius::same(radius::CONTROL);
    visuals.panel_fill = tokens.page;
    let shadow = Shadow {
        offset: [0, 6],
        blur: 20,
        spread: 0,
        color: tokens.shadow,
    };
    visuals.window_shadow = shadow;
    visuals.popup_shadow = shadow;
    visuals.text_cursor.blink = !reduced_motion;
    visuals.text_cursor.stroke = Stroke::new(1.5, tokens.accent);
    visuals.slider_trailing_fill = true;
    visuals.interact_cursor = Some(egui::CursorIcon::PointingHand);
    visuals.disabled_alpha = 0.55;
    visuals
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(colour: Color32) -> f32 {
        let linear = |channel: u8| {
            let value = f32::from(channel) / 255.0;
            if value <= 0.040_45 {
                value / 12.92
            } else {
                ((value + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(colour.r()) + 0.7152 * linear(colour.g()) + 0.0722 * linear(colour.b())
    }

    fn contrast(a: Color32, b: Color32) -> f32 {
        let (a, b) = (luminance(a), luminance(b));
        (a.max(b) + 0.05) / (a.min(b) + 0.05)
    }

    #[test]
    fn text_can_be_read_on_every_background_it_is_set_on() {
        for (name, t) in [("light", &LIGHT), ("dark", &DARK)] {
            let mut pairs = vec![
                ("on accent", t.on_accent, t.accent),
                ("on accent, hovered", t.on_accent, t.accent_hover),
                ("accent on soft", t.accent, t.accent_soft),
                ("text on accent soft", t.text, t.accent_soft),
                ("warning", t.warn, t.warn_soft),
                ("text in a warning", t.text, t.warn_soft),
                ("failure", t.bad, t.bad_soft),
                ("text in a failure", t.text, t.bad_soft),
            ];
            for ground in [t.page, t.surface, t.sunken, t.hover] {
                pairs.push(("text", t.text, ground));
                pairs.push(("muted", t.muted, ground));
            }
            for ground in [t.page, t.surface, t.sunken] {
                pairs.push(("accent", t.accent, ground));
            }
            for (what, ink, ground) in pairs {
                let ratio = contrast(ink, ground);
                assert!(
                    ratio >= 4.5,
                    "{name}: {what} has {ratio:.2} to 1 on {ground:?}"
                );
            }
        }
    }
}
