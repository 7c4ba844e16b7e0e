{% include "hover.js" %}
{% include "panel.js" %}
{% include "contents.js" %}
