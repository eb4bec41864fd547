/** Our own drawings on a 24 grid, one stroke; decoration only, so hidden from screen readers. */
type IconProps = {readonly size?: number};

const drawn =
	(path: string, strokeWidth = 1.75) =>
	({size = 18}: IconProps) => (
		<svg
			width={size}
			height={size}
			viewBox="0 0 24 24"
			fill="none"
			stroke="currentColor"
			strokeWidth={strokeWidth}
			strokeLinecap="round"
			strokeLinejoin="round"
			aria-hidden="true"
			focusable="false"
		>
			<path d={path} />
		</svg>
	);

export const HomeIcon = drawn('M4 11.5 12 4.5l8 7M6 10v9.5h4.2V14h3.6v5.5H18V10');
export const InvoiceIcon = drawn('M6 3.5h12v17l-2.4-1.6-2.4 1.6-2.4-1.6-2.4 1.6L6 20.5zM9 8h6M9 11.5h6M9 15h3');
export const RecurringIcon = drawn(
	'M4.5 11.5a7.5 7.5 0 0 1 13-4.6L20 9.4M20 4.5v4.9h-4.9M19.5 12.5a7.5 7.5 0 0 1-13 4.6L4 14.6M4 19.5v-4.9h4.9',
);
export const PeopleIcon = drawn(
	'M9 11.5a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7ZM2.8 19.5c.5-3.3 3-5.2 6.2-5.2s5.7 1.9 6.2 5.200M15.5 4.900a3.5 3.5 0 0 1 0 6.200M17.6 14.600c2 .6 3.3 2.3 3.7 4.9',
);
export const PaymentIcon = drawn('M3.5 6.500h17v11h-17zM3.5 10.200h17M7 14.500h3');
export const SettingsIcon = drawn(
	'M4 7h9M17 7h3M4 17h3M11 17h9M15 9.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400ZM9 19.200a2.2 2.2 0 1 0 0-4.4 2.2 2.2 0 0 0 0 4.400Z',
);
export const SearchIcon = drawn('M11 18a7 7 0 1 0 0-14 7 7 0 0 0 0 14ZM20 20l-4-4');
export const PlusIcon = drawn('M12 5v14M5 12h14');
export const CloseIcon = drawn('M6 6l12 12M18 6 6 18');
export const CheckIcon = drawn('M5 12.500l4.5 4.500L19 7.5');
export const DownIcon = drawn('M6 9.500l6 6 6-6');
export const UpIcon = drawn('M6 14.500l6-6 6 6');
export const LeftIcon = drawn('M14.5 6l-6 6 6 6');
export const RightIcon = drawn('M9.5 6l6 6-6 6');
export const MoreIcon = drawn('M5.5 12h.01M12 12h.01M18.5 12h.01', 2.6);
export const ClockIcon = drawn('M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 7.500V12l3 2');
export const SendIcon = drawn('M20 4 3.5 10.500l6.5 3 3 6.500zM20 4l-10 9.5');
export const DownloadIcon = drawn('M12 4v11M7.5 11l4.5 4.5 4.5-4.500M5 19.500h14');
export const OpenIcon = drawn('M14 4.500h5.500V10M19 5l-8 8M10 6H5v13h13v-5');
export const CopyIcon = drawn('M9 9h10.500v10.500H9zM15 9V4.500H4.500V15H9');
export const EditIcon = drawn('M4.5 19.500l1-4L16 5l3 3L8.5 18.500zM13.5 7.500l3 3');
export const TrashIcon = drawn('M4.5 7h15M9.5 7V4.500h5V7M6.5 7l.8 12.500h9.400L17.5 7M10 10.500v5.500M14 10.500v5.5');
export const WarnIcon = drawn('M12 4 2.8 19.500h18.400zM12 10v4.500M12 17.200v.01');
export const InfoIcon = drawn('M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM12 11v5.500M12 7.800v.01');
export const CardIcon = drawn('M3 6.500h18v11H3zM3 10h18M6.5 14.500h4');
export const PauseIcon = drawn('M8.5 5.500v13M15.5 5.500v13');
export const PlayIcon = drawn('M8 5.500v13l10.5-6.500z');
export const SkipIcon = drawn('M6 5.500v13l9-6.500zM18 5.500v13');
export const StopIcon = drawn('M6.5 6.500h11v11h-11z');
export const PanelIcon = drawn('M4 5h16v14H4zM9.5 5v14');
export const SunIcon = drawn(
	'M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM12 3v1.500M12 19.500V21M3 12h1.500M19.5 12H21M5.6 5.600l1.1 1.100M17.3 17.300l1.1 1.100M5.6 18.400l1.1-1.100M17.3 6.700l1.1-1.1',
);
export const MoonIcon = drawn('M19.5 14.500A8 8 0 0 1 9.5 4.500a8 8 0 1 0 10 10Z');
export const GlobeIcon = drawn(
	'M12 20.500a8.5 8.5 0 1 0 0-17 8.5 8.5 0 0 0 0 17ZM3.5 12h17M12 3.500c5 5 5 12 0 17M12 3.500c-5 5-5 12 0 17',
);
export const KeyboardIcon = drawn('M3 7h18v10.500H3zM7 10.500h.01M11 10.500h.01M15 10.500h.01M8.5 14h7');
export const LeaveIcon = drawn('M10 4.500H5v15h5M14 8l4 4-4 4M18 12H9.5');
export const PersonIcon = drawn('M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8ZM4.5 20c.7-3.8 3.6-6 7.5-6s6.8 2.2 7.5 6');
export const GripIcon = drawn('M9 6h.01M15 6h.01M9 12h.01M15 12h.01M9 18h.01M15 18h.01');
export const BuildingIcon = drawn('M5 20.500v-16h9v16M14 9.500h5v11M3 20.500h18M8 8h3M8 12h3M8 16h3');
export const MailIcon = drawn('M3.5 6h17v12h-17zM4 7l8 6 8-6');
export const BoxIcon = drawn('M4 8l8-4 8 4v8.500l-8 4-8-4zM4 8l8 4 8-4M12 12v8.5');
export const PercentIcon = drawn(
	'M6 18 18 6M8 9.500A1.7 1.7 0 1 0 8 6a1.7 1.7 0 0 0 0 3.500ZM16 18a1.7 1.7 0 1 0 0-3.5 1.7 1.7 0 0 0 0 3.500Z',
);
export const HashIcon = drawn('M9.5 4 7.5 20M16.5 4l-2 16M4.5 9h16M3.5 15h16');
export const FlaskIcon = drawn(
	'M9.5 4h5M10.500 4v5.500L5 18.500a1.300 1.300 0 0 0 1.100 2h11.800a1.300 1.300 0 0 0 1.100-2L13.500 9.500V4M7.800 14.500h8.400',
);
export const RaiseIcon = drawn('M4 17l5.500-5.500 3.500 3.500L20 8M15 8h5v5');
export const ShieldIcon = drawn(
	'M12 3.500l7.500 2.800v5.200c0 4.500-3 7.500-7.500 9-4.500-1.500-7.500-4.500-7.500-9V6.300zM9 12l2.200 2.200L15.500 10',
);
export const BellIcon = drawn('M6 16.500V11a6 6 0 0 1 12 0v5.500l1.5 1.500h-15zM10 20.500h4');
