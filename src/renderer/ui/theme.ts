import {
  ActionIcon,
  Badge,
  Button,
  createTheme,
  Drawer,
  Menu,
  Modal,
  SegmentedControl,
  Select,
  Textarea,
  TextInput,
  Tooltip,
  type CSSVariablesResolver,
  type MantineColorsTuple
} from '@mantine/core'

/** Ten steps around the accent. 7 carries white text in both schemes with 6:1; lighter ones are for lines and marks on dark. */
const accent: MantineColorsTuple = [
  '#eaf1ff',
  '#d3e2ff',
  '#b2ccff',
  '#90b8fe',
  '#7cafff',
  '#6ea8fe',
  '#3d7fe6',
  '#1f5fc4',
  '#184c9f',
  '#113a7a'
]

/** Mantine reads the dark theme's text and surfaces from here: 0 text, 2 dim, 4 line, 6 input, 7 body. */
const dark: MantineColorsTuple = [
  '#e8eaf0',
  '#c9ced8',
  '#9aa3b2',
  '#7d8696',
  '#2f3541',
  '#262b35',
  '#1f232c',
  '#171a21',
  '#101319',
  '#0b0e13'
]

export const theme = createTheme({
  colors: { accent, dark },
  primaryColor: 'accent',
  primaryShade: 7,
  fontFamily: '"Inter Variable", Inter, system-ui, sans-serif',
  fontFamilyMonospace: 'ui-monospace, "Cascadia Mono", "DejaVu Sans Mono", monospace',
  fontSizes: { xs: '0.6875rem', sm: '0.8125rem', md: '0.8125rem', lg: '1.0625rem', xl: '1.6875rem' },
  lineHeights: { xs: '0.875rem', sm: '1.125rem', md: '1.125rem', lg: '1.5rem', xl: '2rem' },
  spacing: { xs: '0.25rem', sm: '0.5rem', md: '0.75rem', lg: '1rem', xl: '1.5rem' },
  radius: { xs: '4px', sm: '6px', md: '8px', lg: '12px', xl: '999px' },
  defaultRadius: 'md',
  headings: {
    fontWeight: '650',
    sizes: {
      h1: { fontSize: '1.0625rem', lineHeight: '1.5rem' },
      h2: { fontSize: '0.8125rem', lineHeight: '1.125rem' },
      h3: { fontSize: '0.8125rem', lineHeight: '1.125rem' }
    }
  },
  cursorType: 'pointer',
  focusRing: 'auto',
  respectReducedMotion: true,
  components: {
    ActionIcon: ActionIcon.extend({ defaultProps: { variant: 'subtle', color: 'gray', size: 'sm' } }),
    Badge: Badge.extend({ defaultProps: { variant: 'outline', color: 'gray', size: 'sm', tt: 'none', radius: 'sm' } }),
    // Words that are too long for their place go on below: no language is cut.
    Button: Button.extend({
      defaultProps: { variant: 'default', size: 'compact-sm', fw: 500 },
      styles: {
        root: { height: 'auto', minHeight: 'var(--button-height)', maxWidth: '100%' },
        // The kit trims the box to the capitals and hides the rest: tails of letters were cut.
        label: { whiteSpace: 'normal', overflow: 'visible', paddingBlock: '0.25rem' }
      }
    }),
    Drawer: Drawer.extend({ defaultProps: { position: 'right', size: 'md' }, styles: { title: { fontWeight: 650 } } }),
    // The kit's place for the focus is no item of a menu, and so forbidden in it.
    Menu: Menu.extend({ defaultProps: { withInitialFocusPlaceholder: false } }),
    Modal: Modal.extend({ defaultProps: { centered: true }, styles: { title: { fontWeight: 650 } } }),
    SegmentedControl: SegmentedControl.extend({
      defaultProps: { size: 'xs', fw: 500 },
      styles: {
        root: { maxWidth: '100%' },
        // Each as wide as its words: of equal ones the longest would go on below while there is room.
        control: { flex: '1 1 auto', display: 'grid', alignItems: 'center' },
        label: { whiteSpace: 'normal', overflowWrap: 'anywhere' }
      }
    }),
    Select: Select.extend({ defaultProps: { allowDeselect: false } }),
    // The hint below: fields with and without one stay on one line.
    TextInput: TextInput.extend({ defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } }),
    Textarea: Textarea.extend({ defaultProps: { inputWrapperOrder: ['label', 'input', 'description', 'error'] } }),
    Tooltip: Tooltip.extend({ defaultProps: { openDelay: 400 } })
  }
})

/**
 * Roles of colour, for both schemes. Each text colour has at least 4.5:1 on `surface`, `raised` and `desk`. A colour never stands
 * alone: severity always comes as shape, colour and word.
 */
export const cssVariables: CSSVariablesResolver = () => ({
  // The numbers of the panel: between `lg` and `xl`, so that four of them stand in one line.
  variables: { '--fw-figure': '1.375rem', '--fw-figure-line': '1.75rem' },
  dark: {
    '--mantine-color-dimmed': '#9aa3b2',
    '--mantine-color-placeholder': '#929bab',
    '--mantine-color-error': '#f4736d',
    '--fw-desk': '#101319',
    '--fw-surface': '#171a21',
    '--fw-raised': '#1f232c',
    '--fw-line': '#2a2f3a',
    '--fw-track': '#363c49',
    '--fw-text': '#e8eaf0',
    '--fw-dim': '#9aa3b2',
    '--fw-ok': '#3fb27f',
    '--fw-warning': '#e0a13c',
    '--fw-critical': '#f4736d',
    '--fw-info': '#6ea8fe',
    '--fw-on': '#14171d'
  },
  light: {
    '--mantine-color-dimmed': '#566070',
    '--mantine-color-placeholder': '#6a7382',
    '--mantine-color-error': '#c12d28',
    // The kit's own red is too pale for text on white.
    '--mantine-color-red-outline': '#c12d28',
    '--fw-desk': '#f2f4f7',
    '--fw-surface': '#ffffff',
    '--fw-raised': '#f5f6f8',
    '--fw-line': '#e2e5ea',
    '--fw-track': '#d5d9e0',
    '--fw-text': '#161a22',
    '--fw-dim': '#566070',
    '--fw-ok': '#0f7350',
    '--fw-warning': '#945800',
    '--fw-critical': '#c12d28',
    '--fw-info': '#1f5fc4',
    '--fw-on': '#ffffff'
  }
})
