import {Button, type ButtonProps, Menu, type MenuItemProps} from '@mantine/core';
import {createLink} from '@tanstack/react-router';
import {type AnchorHTMLAttributes, forwardRef} from 'react';

type AnchorProps = AnchorHTMLAttributes<HTMLAnchorElement>;

/** A button that leads somewhere: a real link, typed by the routes. */
export const LinkButton = createLink(
	forwardRef<HTMLAnchorElement, ButtonProps & Omit<AnchorProps, keyof ButtonProps>>((props, ref) => (
		<Button component="a" ref={ref} {...props} />
	)),
);

/** An entry of a menu that leads somewhere. */
export const LinkItem = createLink(
	forwardRef<HTMLAnchorElement, MenuItemProps & Omit<AnchorProps, keyof MenuItemProps>>((props, ref) => (
		<Menu.Item component="a" ref={ref} {...props} />
	)),
);
