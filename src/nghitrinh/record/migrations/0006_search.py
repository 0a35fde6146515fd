"""The words of the nouns, for search; `record.search` fills the tables when the migrations are done."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('record', '0005_journal_row'),
    ]

    operations = [
        migrations.CreateModel(
            name='SearchWord',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('text', models.CharField(max_length=200, unique=True)),
            ],
            options={
                'db_table': 'record_search_word',
            },
        ),
        migrations.CreateModel(
            name='SearchEntry',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(max_length=40)),
                ('noun', models.UUIDField()),
                ('owner', models.UUIDField(db_index=True)),
                ('state', models.CharField(max_length=20)),
                ('recorded_at', models.DateTimeField()),
                ('title', models.TextField()),
                ('digest', models.CharField(max_length=64)),
            ],
            options={
                'db_table': 'record_search_entry',
                'constraints': [models.UniqueConstraint(fields=('kind', 'noun'), name='one_search_entry_of_a_noun')],
            },
        ),
        migrations.CreateModel(
            name='SearchPlace',
            fields=[
                ('pk', models.CompositePrimaryKey('word', 'entry', blank=True, editable=False, primary_key=True, serialize=False)),
                ('entry', models.ForeignKey(db_constraint=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='record.searchentry')),
                ('word', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='record.searchword')),
            ],
            options={
                'db_table': 'record_search_place',
            },
        ),
    ]
