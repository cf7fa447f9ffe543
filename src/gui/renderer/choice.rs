//! Which graphics adapter draws the window: a function of what was found and of what the
//! player asked for, without looking at the machine.
//!
//! Vulkan, Metal and Direct3D are looked at first, and OpenGL only where none of them will
//! do: its driver takes time and memory to start. Start at [`Asked`].

use wgpu::{Backend, Backends, DeviceType, Limits, PowerPreference};

/// What the player asked for through wgpu's own variables.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub(super) struct Asked {
    /// `WGPU_BACKEND`.
    pub(super) backends: Option<Backends>,
    /// `WGPU_ADAPTER_NAME`, in small letters.
    pub(super) name: Option<String>,
    /// `WGPU_FORCE_FALLBACK_ADAPTER`.
    pub(super) software: bool,
    /// `WGPU_POWER_PREF`.
    pub(super) power: PowerPreference,
}

/// An adapter, as far as it matters here.
#[derive(Clone, PartialEq, Debug)]
pub(super) struct Adapter {
    pub(super) name: String,
    pub(super) backend: Backend,
    pub(super) kind: DeviceType,
    pub(super) limits: Limits,
}

impl Asked {
    /// What it finds in the environment. A page of text needs no strong graphics card, and the
    /// one that saves power is the one the screen hangs on.
    pub(super) fn from_env() -> Self {
        let set = |name: &str| std::env::var(name).ok().filter(|value| !value.is_empty());
        Self {
            backends: Backends::from_env(),
            name: set("WGPU_ADAPTER_NAME").map(|name| name.to_lowercase()),
            software: set("WGPU_FORCE_FALLBACK_ADAPTER")
                .is_some_and(|value| !matches!(value.as_str(), "0" | "false")),
            power: PowerPreference::from_env().unwrap_or(PowerPreference::LowPower),
        }
    }

    /// The families of drivers to look at, in turn.
    pub(super) fn families(&self) -> Vec<Backends> {
        let wanted = self.backends.unwrap_or(Backends::PRIMARY | Backends::GL);
        [wanted.difference(Backends::GL), wanted & Backends::GL]
            .into_iter()
            .filter(|family| !family.is_empty())
            .collect()
    }

    /// The adapters of one family that will do, by number, the best first.
    pub(super) fn ranked(&self, found: &[Adapter]) -> Vec<usize> {
        let mut ranked: Vec<usize> = (0..found.len())
            .filter(|index| {
                found.get(*index).is_some_and(|adapter| {
                    lacks(adapter).is_none() && (!self.software || is_software(adapter))
                })
            })
            .collect();
        ranked.sort_by_key(|index| found.get(*index).map(|adapter| self.rank(adapter)));
        ranked
    }

    /// Less is better. A name that was asked for goes before everything else, and is no
    /// refusal of the others where nothing has it.
    fn rank(&self, adapter: &Adapter) -> (bool, u8) {
        let is_named = self
            .name
            .as_ref()
            .is_some_and(|name| adapter.name.to_lowercase().contains(name));
        let strong_first = self.power == PowerPreference::HighPerformance;
        let kind = match adapter.kind {
            DeviceType::DiscreteGpu => u8::from(!strong_first),
            DeviceType::IntegratedGpu => u8::from(strong_first),
            DeviceType::VirtualGpu => 2,
            DeviceType::Other => 3,
            DeviceType::Cpu => 4,
        };
        (!is_named, kind)
    }

    /// Whether another family may have something better than what was found: a graphics card
    /// whose Vulkan driver is a program for the processor may well have an OpenGL driver of
    /// its own.
    pub(super) fn looks_on(&self, found: &Adapter, has_card: bool) -> bool {
        is_software(found)
            && has_card
            && self.backends.is_none()
            && self.name.is_none()
            && !self.software
    }
}

/// What a family of drivers is called on a system, as the standard library names that.
pub(super) fn names(family: Backends, system: &str) -> String {
    let names: Vec<&str> = [
        (Backends::VULKAN, "Vulkan", system != "macos"),
        (Backends::METAL, "Metal", system == "macos"),
        (Backends::DX12, "Direct3D 12", system == "windows"),
        (Backends::GL, "OpenGL", true),
    ]
    .into_iter()
    .filter(|(backend, _, is_here)| *is_here && family.contains(*backend))
    .map(|(_, name, _)| name)
    .collect();
    if names.is_empty() {
        return "what WGPU_BACKEND names".to_owned();
    }
    names.join(", ")
}

/// Whether pictures would be drawn by the processor.
pub(super) fn is_software(adapter: &Adapter) -> bool {
    adapter.kind == DeviceType::Cpu
}

/// What the engine needs and the adapter has not, in words.
pub(super) fn lacks(adapter: &Adapter) -> Option<String> {
    let mut lacking = None;
    Limits::downlevel_webgl2_defaults().check_limits_with_fail_fn(
        &adapter.limits,
        true,
        |name, needed, given| {
            lacking = Some(format!(
                "is too poor: {} is {given}, and {needed} is needed",
                name.replace('_', " ")
            ));
        },
    );
    lacking
}

#[cfg(test)]
mod tests {
    use super::*;

    fn adapter(name: &str, backend: Backend, kind: DeviceType) -> Adapter {
        Adapter {
            name: name.to_owned(),
            backend,
            kind,
            limits: Limits::downlevel_defaults(),
        }
    }

    fn laptop() -> [Adapter; 4] {
        [
            adapter("llvmpipe", Backend::Vulkan, DeviceType::Cpu),
            adapter("GeForce RTX", Backend::Vulkan, DeviceType::DiscreteGpu),
            adapter("Intel UHD", Backend::Vulkan, DeviceType::IntegratedGpu),
            adapter("Virtio", Backend::Vulkan, DeviceType::VirtualGpu),
        ]
    }

    fn asked() -> Asked {
        Asked {
            power: PowerPreference::LowPower,
            ..Asked::default()
        }
    }

    #[test]
    fn opengl_comes_last_and_only_if_it_may() {
        let table = [
            (None, vec![Backends::PRIMARY, Backends::GL]),
            (Some(Backends::GL), vec![Backends::GL]),
            (Some(Backends::VULKAN), vec![Backends::VULKAN]),
            (
                Some(Backends::GL | Backends::VULKAN),
                vec![Backends::VULKAN, Backends::GL],
            ),
            (Some(Backends::empty()), vec![]),
        ];
        for (backends, wanted) in table {
            let asked = Asked {
                backends,
                ..asked()
            };
            assert_eq!(asked.families(), wanted, "{backends:?}");
        }
    }

    #[test]
    fn families_are_called_by_what_the_system_has_of_them() {
        let table = [
            (Backends::PRIMARY, "linux", "Vulkan"),
            (Backends::PRIMARY, "windows", "Vulkan, Direct3D 12"),
            (Backends::PRIMARY, "macos", "Metal"),
            (Backends::GL, "linux", "OpenGL"),
            (Backends::DX12, "linux", "what WGPU_BACKEND names"),
        ];
        for (family, system, wanted) in table {
            assert_eq!(names(family, system), wanted);
        }
    }

    #[test]
    fn the_card_of_the_screen_goes_before_the_strong_one_and_the_processor_is_last() {
        assert_eq!(asked().ranked(&laptop()), [2, 1, 3, 0]);
        let strong = Asked {
            power: PowerPreference::HighPerformance,
            ..asked()
        };
        assert_eq!(strong.ranked(&laptop()), [1, 2, 3, 0]);
    }

    #[test]
    fn a_name_goes_first_and_is_no_refusal() {
        let named = |name: &str| Asked {
            name: Some(name.to_owned()),
            ..asked()
        };
        assert_eq!(named("geforce").ranked(&laptop()), [1, 2, 3, 0]);
        assert_eq!(named("llvm").ranked(&laptop()), [0, 2, 1, 3]);
        assert_eq!(named("voodoo").ranked(&laptop()), [2, 1, 3, 0]);
    }

    #[test]
    fn software_alone_can_be_asked_for() {
        let software = Asked {
            software: true,
            ..asked()
        };
        assert_eq!(software.ranked(&laptop()), [0]);
    }

    #[test]
    fn a_poor_driver_is_left_out_and_told() {
        let [pipe, mut card, ..] = laptop();
        assert_eq!(lacks(&card), None);
        card.limits.max_texture_dimension_2d = 1024;
        assert_eq!(
            lacks(&card).unwrap(),
            "is too poor: max texture dimension 2d is 1024, and 2048 is needed"
        );
        assert_eq!(asked().ranked(&[card, pipe]), [1]);
    }

    #[test]
    fn a_card_behind_a_vulkan_of_software_is_asked_for_its_opengl() {
        let [pipe, card, ..] = laptop();
        assert!(asked().looks_on(&pipe, true));
        assert!(!asked().looks_on(&pipe, false), "there is no card");
        assert!(!asked().looks_on(&card, true), "Vulkan has it already");
        for explicit in [
            Asked {
                backends: Some(Backends::VULKAN),
                ..asked()
            },
            Asked {
                name: Some("llvm".to_owned()),
                ..asked()
            },
            Asked {
                software: true,
                ..asked()
            },
        ] {
            assert!(!explicit.looks_on(&pipe, true), "{explicit:?}");
        }
    }
}
