import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import CalendarRange from '@lucide/svelte/icons/calendar-range';
import Gauge from '@lucide/svelte/icons/gauge';
import LayoutDashboard from '@lucide/svelte/icons/layout-dashboard';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import type { Component } from 'svelte';
import { m } from '#lib/paraglide/messages.js';

/** A page of the administration. */
export interface Place {
	/** The last part of its address; empty for the overview. */
	path: string;
	name: () => string;
	about: () => string;
	Icon: Component<{ size?: number }>;
}

/** The pages of the administration, in the order of the navigation. */
export const PLACES: Place[] = [
	{
		path: '',
		name: m.admin_place_overview,
		about: m.admin_place_overview_about,
		Icon: LayoutDashboard
	},
	{
		path: 'seasons',
		name: m.admin_place_seasons,
		about: m.admin_place_seasons_about,
		Icon: CalendarRange
	},
	{
		path: 'settings',
		name: m.admin_place_settings,
		about: m.admin_place_settings_about,
		Icon: SlidersHorizontal
	},
	{
		path: 'audit',
		name: m.admin_place_audit,
		about: m.admin_place_audit_about,
		Icon: ClipboardList
	},
	{ path: 'system', name: m.admin_place_system, about: m.admin_place_system_about, Icon: Gauge }
];
